package io.daplug.conformance;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.daplug.conformance.ConformanceCase.Step;
import io.daplug.fixture.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Runs one case of the table manager: on a table of its own, which its steps may create
 * and delete, and by a clock that stands still during each step.
 */
final class ManagerCaseRunner {

	private final ConformanceCase conformanceCase;

	private final List<String> differences = new ArrayList<>();

	ManagerCaseRunner(ConformanceCase conformanceCase) {
		this.conformanceCase = conformanceCase;
	}

	/**
	 * Runs the case.
	 * @return where we differ from the reference; empty if nowhere
	 * @throws NotExpressibleException if the typed API cannot say what the case does
	 */
	List<String> run() {
		try (CaseTable table = CaseTable.create(this.conformanceCase.table())) {
			this.conformanceCase.given().forEach(table::put);
			ObservedClient client = new ObservedClient(LocalDynamoDb.client());
			StandingClock clock = new StandingClock();
			TableManager manager = new TableManager(new Arguments(this.conformanceCase.adapter()), table.name(), client,
					clock);
			int place = 0;
			for (Step step : this.conformanceCase.steps()) {
				clock.time = step.time(place++);
				client.beginStep(() -> table.write(step.between()), step.unprocessed());
				Step expected = new Step(step.json(), Moments.inOneForm(step.expected()));
				add(Comparison.ofStep(expected, run(step, table, manager, client)));
			}
			compareTable(table);
		}
		return this.differences;
	}

	private static Outcome run(Step step, CaseTable table, TableManager manager, ObservedClient client) {
		if (step.ofHarness()) {
			table.write(List.of(step.harnessWrite()));
			return new Outcome.Returned(null);
		}
		if (step.operation().equals("describe")) {
			return new Outcome.Returned(table.description().map(TableShape::of).orElse(null));
		}
		try {
			return new Outcome.Returned(
					Moments.inOneForm(ManagerCalls.call(manager, step.operation(), step.arguments())));
		}
		catch (NotExpressibleException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			return new Outcome.Failed(ManagerErrors.kinds(ex, step, client.writes() > 0), ex);
		}
	}

	private void compareTable(CaseTable table) {
		JsonNode tableAfter = this.conformanceCase.tableAfter();
		boolean exists = table.description().isPresent();
		if (exists && tableAfter != null) {
			add(Comparison.ofTable(Moments.inOneForm(tableAfter),
					table.items().stream().map(Moments::ofItem).toList()));
		}
		else if (exists ? this.conformanceCase.tableGone() : tableAfter != null) {
			add("table afterwards: it is %s".formatted(exists ? "still there" : "gone"));
		}
	}

	private void add(@Nullable String difference) {
		if (difference != null) {
			this.differences.add(difference);
		}
	}

	/**
	 * Stands at the time of a step.
	 */
	private static final class StandingClock extends Clock {

		private Instant time = Instant.EPOCH;

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return this.time;
		}

	}

}
