package io.daplug.mirror;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * All mirrors of an application, and which tables they lead from and to. Refuses cycles.
 * Safe for use by many threads.
 */
public final class MirrorGraph {

	private static final Log logger = LogFactory.getLog(MirrorGraph.class);

	private final List<MirrorDefinition> mirrors = new ArrayList<>();

	/**
	 * Creates a graph without mirrors.
	 */
	public MirrorGraph() {
	}

	/**
	 * Adds a mirror. Where another one writes the same destination already, a warning is
	 * logged: copies with the same key overwrite each other, the last one stays, and a
	 * removal by either removes what the other wrote.
	 * @param mirror the mirror
	 * @throws MirrorCycleException if it closes a cycle
	 * @throws IllegalStateException if another mirror has its name
	 */
	public synchronized void add(MirrorDefinition mirror) {
		List<MirrorDefinition> back = path(mirror.destination(), mirror.source());
		if (back != null) {
			back.add(0, mirror);
			throw new MirrorCycleException(back);
		}
		for (MirrorDefinition other : this.mirrors) {
			if (other.name().equals(mirror.name())) {
				throw new IllegalStateException("Two mirrors are named '%s', %s and %s: give one of them another name"
					.formatted(mirror.name(), path(other), path(mirror)));
			}
			if (other.destination().equals(mirror.destination())) {
				logger.warn(("Mirrors '%s' and '%s' both write table '%s': where their copies have the same key, "
						+ "the one written last stays, and a removal by either mirror removes it")
					.formatted(other.name(), mirror.name(), mirror.destination()));
			}
		}
		this.mirrors.add(mirror);
	}

	/**
	 * Returns the mirrors.
	 * @return the mirrors in the order they were added
	 */
	public synchronized List<MirrorDefinition> mirrors() {
		return List.copyOf(this.mirrors);
	}

	/** There are no cycles among those added, so this ends. */
	private @Nullable List<MirrorDefinition> path(String from, String to) {
		if (from.equals(to)) {
			return new ArrayList<>();
		}
		for (MirrorDefinition mirror : this.mirrors) {
			if (mirror.source().equals(from)) {
				List<MirrorDefinition> rest = path(mirror.destination(), to);
				if (rest != null) {
					rest.add(0, mirror);
					return rest;
				}
			}
		}
		return null;
	}

	private static String path(MirrorDefinition mirror) {
		return "from '%s' to '%s'".formatted(mirror.source(), mirror.destination());
	}

}
