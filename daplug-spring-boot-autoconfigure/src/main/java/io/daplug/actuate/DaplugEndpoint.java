package io.daplug.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.daplug.actuate.DaplugDescriptor.Backlog;
import io.daplug.actuate.DaplugDescriptor.Gap;
import io.daplug.actuate.DaplugDescriptor.Listener;
import io.daplug.actuate.DaplugDescriptor.Mirror;
import io.daplug.actuate.DaplugDescriptor.Source;
import io.daplug.actuate.DaplugDescriptor.Table;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGraph;
import io.daplug.stream.ChangeSource;
import io.daplug.stream.ChangeSourceRegistry;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableRegistry;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * Shows the tables, and who hears of their changes: sources, listeners, mirrors, and how
 * far each of them is. Reads what is in memory and sends nothing. Shows names, counts and
 * times, and never keys or contents of items.
 */
@Endpoint(id = "daplug")
public final class DaplugEndpoint {

	private final TableRegistry tables;

	private final ChangeSourceRegistry sources;

	private final StreamListenerRegistry listeners;

	private final MirrorGraph mirrors;

	private final StreamGapRegistry gaps;

	/**
	 * Creates the endpoint.
	 * @param tables the tables to show
	 * @param sources the sources to show
	 * @param listeners the listeners to show
	 * @param mirrors the mirrors to show
	 * @param gaps the gaps to show
	 */
	public DaplugEndpoint(TableRegistry tables, ChangeSourceRegistry sources, StreamListenerRegistry listeners,
			MirrorGraph mirrors, StreamGapRegistry gaps) {
		this.tables = tables;
		this.sources = sources;
		this.listeners = listeners;
		this.mirrors = mirrors;
		this.gaps = gaps;
	}

	/**
	 * Shows everything.
	 * @return what there is, as it is now
	 */
	@ReadOperation
	public DaplugDescriptor daplug() {
		return new DaplugDescriptor(byName(this.tables.tables(), TableDefinition::name, this::table),
				byName(this.sources.sources(), ChangeSource::name, DaplugEndpoint::source),
				byName(this.listeners.listeners(), ListenerContainer::id, DaplugEndpoint::listener),
				byName(this.mirrors.mirrors(), MirrorDefinition::name, DaplugEndpoint::mirror), gaps());
	}

	private static <T, D> Map<String, D> byName(Collection<T> all, Function<T, String> name,
			Function<T, D> descriptor) {
		Map<String, D> described = new LinkedHashMap<>();
		all.forEach((one) -> described.put(name.apply(one), descriptor.apply(one)));
		return described;
	}

	private Table table(TableDefinition table) {
		return new Table(table.tableName(), table.streamSource(),
				this.sources.source(table.name()).map(ChangeSource::name).orElse(null));
	}

	private static Source source(ChangeSource source) {
		return new Source(source.guarantee(), source.state(), source.progress());
	}

	private static Listener listener(ListenerContainer listener) {
		return new Listener(listener.tables(), listener.state(),
				new Backlog(listener.pending(), listener.held(), listener.lag(), listener.standstill()),
				listener.counts());
	}

	private static Mirror mirror(MirrorDefinition mirror) {
		return new Mirror(mirror.source(), mirror.destination(), mirror.guard());
	}

	private List<Gap> gaps() {
		return this.gaps.open().stream().map(Gap::of).toList();
	}

}
