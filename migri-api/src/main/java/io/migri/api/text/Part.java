package io.migri.api.text;

import java.io.Serializable;

/** A piece of a text. */
public sealed interface Part extends Serializable permits Words, Reference {}
