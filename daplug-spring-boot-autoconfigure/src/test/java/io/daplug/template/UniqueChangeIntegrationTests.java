package io.daplug.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.daplug.event.ItemModified;
import io.daplug.idempotence.StaleItemException;
import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.model.ItemNotFoundException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import static io.daplug.template.StoredTable.map;
import static io.daplug.template.StoredTable.number;
import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for changes of parts of items, and upserts, of tables with unique attributes.
 */
class UniqueChangeIntegrationTests {

	private static final ItemKey A = ItemKey.of("a");

	private final StoredTable table = StoredTable.of((definition) -> definition.unique("email", "code"));

	private final DaplugTemplate template = this.table.template();

	@Test
	void aChangeOfTheValueMovesTheClaim() {
		this.template.insert(Map.of("id", "a", "email", "x", "total", 1));
		assertThat(this.template.change(A, (change) -> change.set("email", "y").add("total", 2)))
			.containsEntry("email", "y")
			.containsEntry("total", new BigDecimal("3"));
		assertThat(this.table.stored("a")).isEqualTo(Map.of("id", text("a"), "email", text("y"), "total", number(3)));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#y by a");
		assertThat(this.table.changes()).last().isInstanceOfSatisfying(ItemModified.class, (change) -> {
			assertThat(map(change.oldImage().item())).containsEntry("email", "x");
			assertThat(map(change.newImage().item())).containsEntry("email", "y");
		});
	}

	@Test
	void aChangeToAValueOfAnotherItemIsRefused() {
		this.template.insert(Map.of("id", "a", "email", "x"));
		this.template.insert(Map.of("id", "b", "email", "y"));
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> this.template.change(A, (change) -> change.set("email", "y").set("total", 1)))
			.satisfies((ex) -> assertThat(ex.owner()).isEqualTo(ItemKey.of("b")));
		assertThat(this.table.stored("a")).isEqualTo(Map.of("id", text("a"), "email", text("x")));
	}

	@Test
	void allKindsOfChangesMoveTheClaim() {
		this.template.insert(Map.of("id", "a", "code", 1));
		this.template.change(A, (change) -> change.add("code", 2));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#code###N#3 by a");
		this.template.change(A, (change) -> change.setIfAbsent("email", "x").setIfAbsent("code", 9));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#code###N#3 by a", "_unique#email###S#x by a");
		this.template.change(A, (change) -> change.remove("code"));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#x by a");
	}

	@Test
	void aChangeThatTouchesNoUniqueAttributeIsOneRequest() {
		this.template.insert(Map.of("id", "a", "email", "x"));
		try (CountedRequests requests = new CountedRequests()) {
			DaplugTemplate counted = this.table.quiet(requests.client());
			counted.change(A, (change) -> change.add("total", 1));
			assertThat(requests.operations()).containsExactly("UpdateItem");
			counted.change(A, (change) -> change.set("email", "y"));
			assertThat(requests.operations()).containsExactly("UpdateItem", "GetItem", "TransactWriteItems");
		}
	}

	@Test
	void aChangeOfAMissingItemClaimsNothing() {
		assertThatExceptionOfType(ItemNotFoundException.class)
			.isThrownBy(() -> this.template.change(A, (change) -> change.set("email", "x")));
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void upsertsClaimWhatTheySet() {
		this.template.upsert(A, (change) -> change.set("email", "x"));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#x by a");
		this.template.upsert(Map.of("id", "a", "email", "y"));
		this.template.upsert(Map.of("id", "b", "email", "x", "total", 1));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#x by b", "_unique#email###S#y by a");
		assertThatExceptionOfType(DuplicateAttributeException.class)
			.isThrownBy(() -> this.template.upsert(Map.of("id", "b", "email", "y")));
		this.template.upsert(Map.of("id", "b", "total", 2));
		assertThat(this.table.stored("b")).isEqualTo(Map.of("id", text("b"), "email", text("x"), "total", number(2)));
	}

	@Test
	void theGuardHoldsForChangesOfUniqueAttributes() {
		StoredTable guarded = StoredTable
			.of((definition) -> definition.unique("email").idempotence(StoredTable.COUNTED));
		guarded.template().insert(Map.of("id", "a", "email", "x"));
		guarded.template().change(A, (change) -> change.set("email", "y"));
		assertThat(guarded.stored("a")).containsEntry("version", number(2));
		assertThatExceptionOfType(StaleItemException.class).isThrownBy(() -> guarded.template()
			.change(A, (change) -> change.set("email", "z"), (options) -> options.expected(1)));
		guarded.template().change(A, (change) -> change.set("email", "z"), (options) -> options.expected(2));
		assertThat(StoredClaims.of(guarded)).containsExactly("_unique#email###S#z by a");
		guarded.template().upsert(Map.of("id", "a", "email", "w", "version", 3));
		assertThat(StoredClaims.of(guarded)).containsExactly("_unique#email###S#w by a");
	}

	@Test
	void aChangeThatAnotherWriterGotInTheWayOfBeginsAnew() {
		this.template.insert(Map.of("id", "a", "email", "x"));
		List<Runnable> once = new ArrayList<>(
				List.of(() -> this.template.change(A, (change) -> change.set("email", "y").set("n", 1))));
		DaplugTemplate slow = this.table.quiet(FaultyClient.with((request, server) -> {
			if (!(request instanceof GetItemRequest) && !once.isEmpty()) {
				once.remove(0).run();
			}
			return server.get();
		}));
		slow.change(A, (change) -> change.set("email", "z"));
		assertThat(this.table.stored("a")).isEqualTo(Map.of("id", text("a"), "email", text("z"), "n", number(1)));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#z by a");
	}

}
