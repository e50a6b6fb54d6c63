package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.fixture.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs one case of typed items that share a table. Each item is defined by the step that
 * says so, with what earlier steps reserved held.
 */
final class ItemsCaseRunner {

	private final ConformanceCase conformanceCase;

	ItemsCaseRunner(ConformanceCase conformanceCase) {
		this.conformanceCase = conformanceCase;
	}

	/**
	 * Runs the case.
	 * @return where we differ from the reference; empty if nowhere
	 * @throws NotExpressibleException if the typed API cannot say what the case does
	 */
	List<String> run() {
		List<String> differences = new ArrayList<>();
		try (CaseTable table = CaseTable.create(this.conformanceCase.table())) {
			this.conformanceCase.given().forEach(table::put);
			ObservedClient client = new ObservedClient(LocalDynamoDb.client());
			DefinedItems items = new DefinedItems(new Arguments(this.conformanceCase.adapter()), table.name());
			for (Step step : this.conformanceCase.steps()) {
				client.beginStep(() -> table.write(step.between()), step.unprocessed());
				Optional.ofNullable(Comparison.ofStep(step, run(step, table, items, client)))
					.ifPresent(differences::add);
			}
			JsonNode tableAfter = this.conformanceCase.tableAfter();
			if (tableAfter != null && this.conformanceCase.table() != null) {
				Optional.ofNullable(Comparison.ofTable(tableAfter, table.items())).ifPresent(differences::add);
			}
		}
		return differences;
	}

	private static Outcome run(Step step, CaseTable table, DefinedItems items, ObservedClient client) {
		if (step.ofHarness()) {
			table.write(List.of(step.harnessWrite()));
			return new Outcome.Returned(null);
		}
		try {
			return new Outcome.Returned(answer(step, items, client));
		}
		catch (NotExpressibleException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return new Outcome.Failed(ItemErrors.kinds(ex, client.writes() > 0), ex);
		}
	}

	private static @Nullable Object answer(Step step, DefinedItems items, ObservedClient client) {
		Arguments arguments = step.arguments();
		switch (step.operation()) {
			case "define" -> {
				return items.define(name(arguments, Set.of("item"))).description();
			}
			case "put_item" -> {
				items.item(name(arguments, Set.of("item", "data"))).put(arguments.mapOrEmpty("data"), client);
				return null;
			}
			case "get_item" -> {
				DefinedItem item = items.item(name(arguments, Set.of("item", "pk", "sk")));
				Object hashValue = arguments.value("pk");
				if (hashValue == null) {
					throw new NotExpressibleException("pk");
				}
				return item.get(hashValue, arguments.value("sk"), client);
			}
			default -> throw new NotExpressibleException(step.operation());
		}
	}

	private static String name(Arguments arguments, Set<String> known) {
		arguments.requireKnown(known);
		String name = arguments.nonEmptyText("item");
		if (name == null) {
			throw new NotExpressibleException("item");
		}
		return name;
	}

}
