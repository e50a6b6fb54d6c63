package io.daplug.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Holds all sources of changes and knows which of them feeds a table. Two sources that
 * feed one table would bring each change twice, so the second one is refused. A table
 * whose changes come from its stream in DynamoDB is fed by a source that names it, or by
 * none where another application hears of its changes.
 */
public final class ChangeSourceRegistry {

	/** Tables whose changes come from elsewhere, be it in another application. */
	private final Set<String> elsewhere;

	private volatile List<ChangeSource> sources = List.of();

	private volatile Map<String, ChangeSource> byTable = Map.of();

	private final List<Consumer<ChangeSource>> actions = new ArrayList<>();

	/** The source of all tables that no other source names. */
	private volatile @Nullable ChangeSource rest;

	/**
	 * Creates a registry in which each table may be fed by the source that feeds all
	 * tables that no other source names.
	 */
	public ChangeSourceRegistry() {
		this.elsewhere = Set.of();
	}

	/**
	 * Creates a registry in which only sources that name it feed a table whose changes
	 * come from its stream.
	 * @param tables the tables
	 */
	public ChangeSourceRegistry(TableRegistry tables) {
		this.elsewhere = tables.tables()
			.stream()
			.filter((table) -> table.streamSource().readsStream())
			.map(TableDefinition::name)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Adds a source.
	 * @param source the source
	 * @throws ChangeSourceConflictException if another source has its name or feeds one
	 * of its tables
	 */
	public void register(ChangeSource source) {
		List<Consumer<ChangeSource>> told;
		synchronized (this) {
			add(source);
			told = List.copyOf(this.actions);
		}
		told.forEach((action) -> action.accept(source));
	}

	/**
	 * Has somebody learn of each source: of those that are there at once, and of each
	 * other one when it is registered, which is before it starts.
	 * @param action is given the sources, on the thread that registers them
	 */
	public void whenRegistered(Consumer<ChangeSource> action) {
		List<ChangeSource> known;
		synchronized (this) {
			this.actions.add(action);
			known = this.sources;
		}
		known.forEach(action);
	}

	private void add(ChangeSource source) {
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
		if (found != null) {
			return found.name().equals(source.name());
		}
		return source.tables().isEmpty() ? !this.elsewhere.contains(table) : source.tables().contains(table);
	}

	private @Nullable ChangeSource find(String table) {
		ChangeSource named = this.byTable.get(table);
		return (named != null || this.elsewhere.contains(table)) ? named : this.rest;
	}

}
