package io.migri.api.text;

/** Something that a reader can set or call. Each interface has its own name for it. */
public sealed interface Reference extends Part permits Option, PluginSetting, Operation, Call, Installation {}
