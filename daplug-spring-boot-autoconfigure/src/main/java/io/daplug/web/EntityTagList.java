package io.daplug.web;

import java.util.function.Consumer;

/**
 * Reads a list of entity tags as RFC 9110 writes it, and takes nothing else.
 */
final class EntityTagList {

	private final String text;

	private int position;

	EntityTagList(String text) {
		this.text = text;
	}

	/**
	 * Reads the list.
	 * @param strong receives the text between the quotes of each strong tag
	 * @return whether there are weak tags, too
	 */
	boolean read(Consumer<String> strong) {
		boolean weak = false;
		int count = 0;
		for (skip(); this.position < this.text.length(); skip()) {
			boolean isWeak = this.text.startsWith("W/", this.position);
			this.position += isWeak ? 2 : 0;
			String tag = tag();
			if (!isWeak) {
				strong.accept(tag);
			}
			weak |= isWeak;
			count++;
			space();
			if (this.position < this.text.length() && this.text.charAt(this.position) != ',') {
				throw PreconditionException.malformed();
			}
		}
		if (count == 0) {
			throw PreconditionException.malformed();
		}
		return weak;
	}

	private String tag() {
		int start = this.position + 1;
		int end = this.text.indexOf('"', start);
		if (this.position >= this.text.length() || this.text.charAt(this.position) != '"' || end < 0) {
			throw PreconditionException.malformed();
		}
		for (int i = start; i < end; i++) {
			char character = this.text.charAt(i);
			if (character <= ' ' || character == 0x7F) {
				throw PreconditionException.malformed();
			}
		}
		this.position = end + 1;
		return this.text.substring(start, end);
	}

	/** Space and commas: elements of a list may be empty. */
	private void skip() {
		for (space(); this.position < this.text.length() && this.text.charAt(this.position) == ','; space()) {
			this.position++;
		}
	}

	private void space() {
		while (this.position < this.text.length()
				&& (this.text.charAt(this.position) == ' ' || this.text.charAt(this.position) == '\t')) {
			this.position++;
		}
	}

}
