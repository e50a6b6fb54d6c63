package io.daplug.mirror;

import java.util.List;

import io.daplug.DaplugException;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Mirrors lead from a table back to itself: every change would go round for ever. Raised
 * at start.
 */
public final class MirrorCycleException extends InvalidDataAccessApiUsageException implements DaplugException {

	private static final long serialVersionUID = 1L;

	/** The mirrors, each beginning where the one before ends. */
	private final transient List<MirrorDefinition> mirrors;

	/**
	 * Creates the exception.
	 * @param mirrors the mirrors, each beginning where the one before ends, and the first
	 * where the last ends
	 */
	public MirrorCycleException(List<MirrorDefinition> mirrors) {
		super(message(mirrors));
		this.mirrors = List.copyOf(mirrors);
	}

	private static String message(List<MirrorDefinition> mirrors) {
		StringBuilder path = new StringBuilder(mirrors.get(0).source());
		for (MirrorDefinition mirror : mirrors) {
			path.append(" -> ").append(mirror.destination()).append(" (mirror '").append(mirror.name()).append("')");
		}
		return "Mirrors lead back to where they begin, so that every change would go round for ever: " + path;
	}

	/**
	 * Returns the mirrors that make the cycle.
	 * @return the mirrors, each beginning where the one before ends; none after Java
	 * serialization, which keeps the message alone
	 */
	public List<MirrorDefinition> mirrors() {
		return (this.mirrors != null) ? this.mirrors : List.of();
	}

}
