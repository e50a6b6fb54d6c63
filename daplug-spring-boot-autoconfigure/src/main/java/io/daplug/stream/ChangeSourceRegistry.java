package io.daplug.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Holds all sources of changes and knows which of them feeds a table. Two sources that
 * feed one table would bring each change twice, so the second one is refused.
 */
public final class ChangeSourceRegistry {

	private volatile List<ChangeSource> sources = List.of();

	private volatile Map<String, ChangeSource> byTable = Map.of();

	/** The source of all tables that no other source names. */
	private volatile @Nullable ChangeSource rest;

	/**
	 * Adds a source.
	 * @param source the source
	 * @throws ChangeSourceConflictException if another source has its name or feeds one
	 * of its tables
	 */
	public synchronized void register(ChangeSource source) {
		for (ChangeSource other : this.sources) {
			if (other.name().equals(source.name())) {
				throw new ChangeSourceConflictException(
						"There are two sources of changes with the name '%s'".formatted(source.name()));
			}
		}
		if (source.tables().isEmpty()) {
			ChangeSource before = this.rest;
			if (before != null) {
				throw new ChangeSourceConflictException(
						("The sources of changes '%s' and '%s' both feed all tables that no other source names; "
								+ "name the tables of one of them")
							.formatted(before.name(), source.name()));
			}
			this.rest = source;
		}
		Map<String, ChangeSource> tables = new LinkedHashMap<>(this.byTable);
		for (String table : source.tables()) {
			ChangeSource before = tables.putIfAbsent(table, source);
			if (before != null) {
				throw new ChangeSourceConflictException(
						"Table '%s' is fed by the sources of changes '%s' and '%s'; remove it from one of them"
							.formatted(table, before.name(), source.name()));
			}
		}
		this.byTable = tables;
		List<ChangeSource> all = new ArrayList<>(this.sources);
		all.add(source);
		this.sources = List.copyOf(all);
	}

	/**
	 * Returns the sources.
	 * @return all of them, in the order of their registration
	 */
	public Collection<ChangeSource> sources() {
		return this.sources;
	}

	/**
	 * Returns the source that feeds a table.
	 * @param table the logical name of the table
	 * @return the source, if there is one
	 */
	public Optional<ChangeSource> source(String table) {
		return Optional.ofNullable(find(table));
	}

	/**
	 * Says whether a source may hand over changes of a table: no other source feeds it.
	 * @param source the source
	 * @param table the logical name of the table
	 * @return whether it may
	 */
	public boolean feeds(ChangeSource source, String table) {
		ChangeSource found = find(table);
		return (found != null) ? found.name().equals(source.name())
				: source.tables().isEmpty() || source.tables().contains(table);
	}

	private @Nullable ChangeSource find(String table) {
		ChangeSource named = this.byTable.get(table);
		return (named != null) ? named : this.rest;
	}

}
