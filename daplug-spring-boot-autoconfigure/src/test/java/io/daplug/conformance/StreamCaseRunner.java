package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorHandler;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.ListenerDefinition;
import io.daplug.stream.ListenerOptions;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableDefinitionBuilder;
import io.daplug.table.TableRegistry;
import io.daplug.task.TaskExecutorFactory;
import io.daplug.template.DaplugTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a case of the area {@code stream}: its events go through a mirror, by the way of
 * sources that want to know what failed.
 */
final class StreamCaseRunner {

	private static final String SOURCE = "source";

	private static final String DESTINATION = "destination";

	/** The last says how the reference answers when all records failed; we answer. */
	private static final Set<String> OPTIONS = Set.of(SOURCE, DESTINATION, "raise_on_entire_batch_failure");

	private final ConformanceCase conformanceCase;

	StreamCaseRunner(ConformanceCase conformanceCase) {
		this.conformanceCase = conformanceCase;
	}

	/**
	 * Runs the case.
	 * @return where we differ from the reference; empty if nowhere
	 * @throws NotExpressibleException if a mirror cannot do what the case does
	 */
	List<String> run() {
		List<String> differences = new ArrayList<>();
		try (CaseTable table = CaseTable.create(this.conformanceCase.table())) {
			this.conformanceCase.given().forEach(table::put);
			StreamListenerRegistry listeners = listeners(table);
			for (Step step : this.conformanceCase.steps()) {
				Optional.ofNullable(Comparison.ofStep(step, run(step, table, listeners))).ifPresent(differences::add);
			}
			JsonNode tableAfter = this.conformanceCase.tableAfter();
			if (tableAfter != null) {
				Optional.ofNullable(Comparison.ofTable(tableAfter, table.items())).ifPresent(differences::add);
			}
		}
		return differences;
	}

	private static Outcome run(Step step, CaseTable table, StreamListenerRegistry listeners) {
		if (step.ofHarness()) {
			table.write(List.of(step.harnessWrite()));
			return new Outcome.Returned(null);
		}
		if (!step.operation().equals("handle")) {
			throw new NotExpressibleException(step.operation());
		}
		return new Outcome.Returned(
				StreamRecords.of(SOURCE, step.json().path("args").path("event")).handle(listeners::handleBatch));
	}

	private StreamListenerRegistry listeners(CaseTable table) {
		JsonNode adapter = this.conformanceCase.adapter();
		new Arguments(adapter).requireOnly(OPTIONS);
		ItemConverter converter = new ItemConverter(JsonMapper.shared());
		TableDefinition written = keyed(DESTINATION).tableName(table.name()).schema(DESTINATION).build();
		DaplugTemplate destination = DaplugTemplate.builder(LocalDynamoDb.client(), written)
			.schemas(Adapter.schemas(new StreamModel(adapter.path(DESTINATION)).document(DESTINATION)))
			.build();
		TableRegistry tables = TableRegistry.of(List.of(keyed(SOURCE).build(), written));
		MirrorDefinition mirror = MirrorDefinition.named("mirror").source(SOURCE).destination(DESTINATION).build();
		StreamListenerRegistry listeners = new StreamListenerRegistry(new ListenedTables(tables, converter),
				ListenerOptions.defaults(), (event) -> {
				}, ChangeParking.NO_OP, TaskExecutorFactory.simple());
		listeners.register(ListenerDefinition.named("mirror")
			.tables(List.of(SOURCE))
			.handler(new MirrorHandler(mirror, tables, destination, new StreamTransform(adapter), converter))
			.build());
		return listeners;
	}

	private TableDefinitionBuilder keyed(String name) {
		JsonNode keys = this.conformanceCase.table();
		if (keys == null) {
			throw new NotExpressibleException("table");
		}
		TableDefinitionBuilder table = TableDefinition.named(name).hashKey(keys.path("hash").path("name").asString());
		if (keys.path("range").isObject()) {
			table.rangeKey(keys.path("range").path("name").asString());
		}
		return table;
	}

}
