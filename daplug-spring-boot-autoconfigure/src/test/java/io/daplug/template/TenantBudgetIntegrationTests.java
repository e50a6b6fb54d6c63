package io.daplug.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.daplug.template.model.ReadBudgetExceededException;
import io.daplug.template.model.ScanOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for scans of one tenant that end early: where they end may be an item of another
 * one.
 */
class TenantBudgetIntegrationTests {

	private static final int ITEMS = 12;

	private final TenantTable table = TenantTable.create();

	private final DaplugOperations orders = this.table.template().forTenant("a");

	@BeforeEach
	void storeItems() {
		for (String tenant : List.of("a", "b", "c")) {
			this.table.template().forTenant(tenant).batchOverwrite(IntStream.range(0, ITEMS).mapToObj((i) -> {
				return Map.of("id", tenant + "-" + i, "line", "1", "text", "x".repeat(4_000));
			}).toList()).requireComplete();
		}
	}

	@Test
	void goOnAfterTheLastItemOfTheirOwn() {
		assertThat(inCalls((scan) -> {
		})).hasSize(ITEMS).doesNotHaveDuplicates();
	}

	@Test
	void goOnWhereTheyAskForNoKeys() {
		assertThat(inCalls((scan) -> scan.project("text"))).hasSize(ITEMS)
			.allSatisfy((item) -> assertThat(((Map<?, ?>) item).keySet()).hasToString("[text]"));
	}

	@Test
	void goOnWithCounting() {
		long count = 0;
		String token = "";
		while (token != null) {
			ItemScan<?> scan = this.orders.scan(from(token));
			try {
				count += scan.count();
				token = null;
			}
			catch (ReadBudgetExceededException ex) {
				count += ex.count();
				token = told(ex);
			}
		}
		assertThat(count).isEqualTo(ITEMS);
	}

	@Test
	void tellNothingOfOthersWhereTheyMeetNoneElse() {
		DaplugOperations empty = this.table.template().forTenant("d");
		assertThatExceptionOfType(ReadBudgetExceededException.class)
			.isThrownBy(() -> empty.scan((scan) -> scan.maxUnits(3)).list())
			.withMessageContaining("met only items of other tenants")
			.satisfies((ex) -> assertThat(ex.nextToken()).isNull());
	}

	private List<Object> inCalls(Consumer<ScanOptions.Builder> options) {
		List<Object> items = new ArrayList<>();
		String token = "";
		while (token != null) {
			ItemScan<?> scan = this.orders.scan(from(token).andThen(options));
			try {
				items.addAll(scan.list());
				token = null;
			}
			catch (ReadBudgetExceededException ex) {
				items.addAll(ex.items());
				token = told(ex);
			}
		}
		return items;
	}

	/** Reads more than all others have, so that each call finds an item. */
	private static Consumer<ScanOptions.Builder> from(String token) {
		return (scan) -> {
			scan.maxUnits(ITEMS);
			if (!token.isEmpty()) {
				scan.startAfter(token);
			}
		};
	}

	private static @Nullable String told(ReadBudgetExceededException ex) {
		String token = ex.nextToken();
		assertThat(token).isNotNull();
		String content = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
		assertThat(content).doesNotContain("T#").doesNotContain("b-").doesNotContain("c-");
		return token;
	}

}
