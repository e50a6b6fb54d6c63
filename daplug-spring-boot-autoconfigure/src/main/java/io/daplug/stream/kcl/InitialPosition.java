package io.daplug.stream.kcl;

/**
 * Where a stream is read from that nobody has read before under the application's name.
 */
public enum InitialPosition {

	/** With the oldest change that the stream still has, up to 24 hours ago. */
	TRIM_HORIZON,

	/** With what is written from then on. */
	LATEST

}
