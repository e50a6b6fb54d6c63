package io.daplug.conformance;

import java.util.ArrayList;
import java.util.List;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.fixture.SnsStub;
import io.daplug.template.DaplugTemplate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs one case: on a table of its own, its steps in their order, an error does not end
 * it.
 */
final class CaseRunner {

	private final ConformanceCase conformanceCase;

	private final List<String> differences = new ArrayList<>();

	CaseRunner(ConformanceCase conformanceCase) {
		this.conformanceCase = conformanceCase;
	}

	/**
	 * Runs the case.
	 * @return where we differ from the reference; empty if nowhere
	 * @throws NotExpressibleException if the typed API cannot say what the case does
	 */
	List<String> run() {
		try (CaseTable table = CaseTable.create(this.conformanceCase.table()); SnsStub sns = SnsStub.start()) {
			this.conformanceCase.given().forEach(table::put);
			ObservedClient client = new ObservedClient(LocalDynamoDb.client());
			Adapter adapter = new Adapter(this.conformanceCase, table.name(), client, sns.client());
			for (Step step : this.conformanceCase.steps()) {
				client.beginStep(() -> table.write(step.between()), step.unprocessed());
				Outcome outcome = step.ofHarness() ? ofHarness(step, table) : run(step, adapter, client);
				add(Comparison.ofStep(step, outcome));
			}
			JsonNode tableAfter = this.conformanceCase.tableAfter();
			if (tableAfter != null) {
				add(Comparison.ofTable(tableAfter, table.items()));
			}
			JsonNode published = this.conformanceCase.published();
			if (published != null) {
				add(Comparison.ofMessages(published, sns.published()));
			}
		}
		return this.differences;
	}

	private static Outcome ofHarness(Step step, CaseTable table) {
		table.write(List.of(step.harnessWrite()));
		return new Outcome.Returned(null);
	}

	private static Outcome run(Step step, Adapter adapter, ObservedClient client) {
		DaplugTemplate template;
		try {
			template = adapter.start(step);
		}
		catch (NotExpressibleException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return new Outcome.Failed(ErrorKind.atStart(ex), ex);
		}
		try {
			return new Outcome.Returned(Calls.call(template, step.operation(), step.arguments()));
		}
		catch (NotExpressibleException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return new Outcome.Failed(ErrorKind.of(ex, step.lacksData(), client.writes() > 0), ex);
		}
	}

	private void add(@Nullable String difference) {
		if (difference != null) {
			this.differences.add(difference);
		}
	}

}
