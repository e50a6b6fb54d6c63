package io.daplug.mirror;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.daplug.text.NearestName;

/**
 * The handlers of all mirrors of an application, by their names. Safe for use by many
 * threads.
 */
public final class MirrorRegistry {

	private final Map<String, MirrorHandler> handlers = new LinkedHashMap<>();

	/**
	 * Creates a registry without mirrors.
	 */
	public MirrorRegistry() {
	}

	/**
	 * Adds a mirror.
	 * @param handler its handler
	 */
	public synchronized void add(MirrorHandler handler) {
		this.handlers.put(handler.mirror().name(), handler);
	}

	/**
	 * Returns the names of the mirrors.
	 * @return the names in alphabetical order
	 */
	public synchronized Set<String> names() {
		return new TreeSet<>(this.handlers.keySet());
	}

	/**
	 * Returns a mirror.
	 * @param name its name
	 * @return its handler
	 * @throws InvalidMirrorOperationException if there is no such mirror
	 */
	public synchronized MirrorHandler get(String name) {
		MirrorHandler handler = this.handlers.get(name);
		if (handler == null) {
			throw new InvalidMirrorOperationException("There is no mirror '%s'%s; there are %s".formatted(name,
					NearestName.question(String.valueOf(name), this.handlers.keySet()), names()));
		}
		return handler;
	}

	/**
	 * Returns the mirror that leads back from another one.
	 * @param name the other one's name
	 * @return its handler, if there is one
	 */
	public synchronized Optional<MirrorHandler> reverseOf(String name) {
		return this.handlers.values()
			.stream()
			.filter((handler) -> name.equals(handler.mirror().reverseOf()))
			.findFirst();
	}

	/**
	 * Returns the mirrors as they work while the tables of some of them change places.
	 * @return a registry whose mirrors are always at work
	 */
	public synchronized MirrorRegistry always() {
		MirrorRegistry always = new MirrorRegistry();
		this.handlers.values().forEach((handler) -> always.add(handler.active(MirrorActivity.ALWAYS)));
		return always;
	}

}
