package io.migri.api.text;

/** Something that a reader can set or call, whatever it is called where the reader does so. */
public sealed interface Reference extends Part permits Option, PluginSetting, Operation, Call, Installation {}
