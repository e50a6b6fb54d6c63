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
	 * removal by either removes what the other wrote. A mirror that is declared to lead
	 * back from another one makes no cycle with it.
	 * @param mirror the mirror
	 * @throws MirrorCycleException if it closes a cycle
	 * @throws IllegalStateException if another mirror has its name
	 */
	public synchronized void add(MirrorDefinition mirror) {
		List<MirrorDefinition> back = path(mirror.destination(), mirror.source(), List.of(mirror));
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

	/**
	 * Looks for a way. Two mirrors that lead back to each other are not at work at the
	 * same time, and so are not on one way.
	 * @param gone the mirrors that lead to where the way begins
	 */
	private @Nullable List<MirrorDefinition> path(String from, String to, List<MirrorDefinition> gone) {
		if (from.equals(to)) {
			return new ArrayList<>();
		}
		for (MirrorDefinition mirror : this.mirrors) {
			if (mirror.source().equals(from)
					&& gone.stream().noneMatch((other) -> other == mirror || excludes(other, mirror))) {
				List<MirrorDefinition> way = new ArrayList<>(gone);
				way.add(mirror);
				List<MirrorDefinition> rest = path(mirror.destination(), to, way);
				if (rest != null) {
					rest.add(0, mirror);
					return rest;
				}
			}
		}
		return null;
	}

	private static boolean excludes(MirrorDefinition one, MirrorDefinition other) {
		return one.name().equals(other.reverseOf()) || other.name().equals(one.reverseOf());
	}

	private static String path(MirrorDefinition mirror) {
		return "from '%s' to '%s'".formatted(mirror.source(), mirror.destination());
	}

}
