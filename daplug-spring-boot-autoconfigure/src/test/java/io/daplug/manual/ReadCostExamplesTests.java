package io.daplug.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.daplug.template.DaplugTemplate;
import io.daplug.template.model.InvalidQueryException;
import io.daplug.template.model.ReadBudgetExceededException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's examples of what reads may cost.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE, classes = ManualApplication.class,
		properties = { "spring.config.location=classpath:manual/reading.yml", "daplug.local.enabled=true" })
class ReadCostExamplesTests {

	@Autowired
	private DaplugTemplate orders;

	@Autowired
	private DaplugTemplate visits;

	@Test
	void goesOnWhereTheBudgetEnded() {
		DaplugTemplate visits = this.visits;
		String agent = "x".repeat(4_000);
		IntStream.range(10, 60)
			.forEach((at) -> visits.insert(Map.of("page", "home", "at", Integer.toString(at), "agent", agent)));
		// tag::read-on
		List<Object> read = new ArrayList<>();
		String next = null;
		try {
			read.addAll(visits.query((query) -> query.hashKey("home").maxUnits(10)).list());
		}
		catch (ReadBudgetExceededException ex) {
			read.addAll(ex.items());
			next = ex.nextToken();
		}
		// end::read-on
		assertThat(read).isNotEmpty().hasSizeLessThan(50);
		String token = Objects.requireNonNull(next);
		// tag::read-the-rest
		read.addAll(visits.query((query) -> query.hashKey("home").startAfter(token)).list());
		// end::read-the-rest
		assertThat(read).hasSize(50).doesNotHaveDuplicates();
		// tag::read-slowly
		long all = visits.scan((scan) -> scan.segments(4).unitsPerSecond(200)).count();
		// end::read-slowly
		assertThat(all).isEqualTo(50);
	}

	@Test
	void scansNoOrders() {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> this.orders.scan().list());
		assertThat(this.visits.table().reads().maxUnitsPerCall()).isEqualTo(500);
	}

}
