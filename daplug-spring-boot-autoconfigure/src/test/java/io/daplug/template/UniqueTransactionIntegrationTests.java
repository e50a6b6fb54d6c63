package io.daplug.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.daplug.item.ItemKey;
import io.daplug.table.DuplicateAttributeException;
import io.daplug.template.model.InvalidTransactionException;
import io.daplug.template.model.ItemTransactionFailedException;
import io.daplug.template.model.TransactionFailure.Kind;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import static io.daplug.template.StoredTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for transactions over tables with unique attributes.
 */
class UniqueTransactionIntegrationTests {

	private static final ItemKey A = ItemKey.of("a");

	private final ItemTransactionTemplate transactions = new ItemTransactionTemplate();

	private final StoredTable table = StoredTable.of((definition) -> definition.unique("email"));

	private final DaplugTemplate template = this.table.template();

	@Test
	void entriesMoveTheirClaims() {
		this.template.insert(Map.of("id", "b", "email", "y"));
		this.template.insert(Map.of("id", "c", "email", "z"));
		this.template.insert(Map.of("id", "d", "email", "w"));
		this.transactions.write((tx) -> tx.insert(this.template, Map.of("id", "a", "email", "x"))
			.overwrite(this.template, Map.of("id", "b", "email", "y2"))
			.update(this.template, ItemKey.of("c"), Map.of("email", "z2"))
			.delete(this.template, ItemKey.of("d"))
			.upsert(this.template, ItemKey.of("e"), (change) -> change.set("email", "v")));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#v by e", "_unique#email###S#x by a",
				"_unique#email###S#y2 by b", "_unique#email###S#z2 by c");
		assertThat(this.table.changes()).hasSize(8);
	}

	@Test
	void aValueOfAnotherItemFailsItsEntry() {
		this.template.insert(Map.of("id", "a", "email", "x"));
		assertThatExceptionOfType(ItemTransactionFailedException.class)
			.isThrownBy(() -> this.transactions.write((tx) -> tx.insert(this.template, Map.of("id", "b", "email", "y"))
				.insert(this.template, Map.of("id", "c", "email", "x"))))
			.satisfies((ex) -> assertThat(ex.failures()).singleElement().satisfies((failure) -> {
				assertThat(failure.entry().index()).isEqualTo(1);
				assertThat(failure.kind()).isEqualTo(Kind.DUPLICATE);
				assertThat(failure.cause()).isInstanceOfSatisfying(DuplicateAttributeException.class,
						(duplicate) -> assertThat(duplicate.owner()).isEqualTo(A));
			}));
		assertThat(this.table.items()).hasSize(2);
	}

	@Test
	void aClaimThatIsLeftBehindIsTakenOver() {
		this.template.insert(Map.of("id", "a", "email", "x"));
		this.table.delete(Map.of("id", text("a")));
		this.transactions.write((tx) -> tx.insert(this.template, Map.of("id", "b", "email", "x"))
			.insert(this.template, Map.of("id", "c")));
		assertThat(StoredClaims.of(this.table)).containsExactly("_unique#email###S#x by b");
	}

	@Test
	void anEntryThatAnotherWriterGotInTheWayOfLooksAgain() {
		this.template.insert(Map.of("id", "a", "email", "x"));
		List<Runnable> once = new ArrayList<>(List.of(() -> this.template.update(A, Map.of("email", "y"))));
		DaplugTemplate slow = this.table.quiet(FaultyClient.with((request, server) -> {
			if (request instanceof TransactWriteItemsRequest && !once.isEmpty()) {
				once.remove(0).run();
			}
			return server.get();
		}));
		this.transactions.write((tx) -> tx.delete(slow, A));
		assertThat(this.table.items()).isEmpty();
	}

	@Test
	void claimsCountAsEntriesAndAreMovedByOneEntry() {
		assertThatExceptionOfType(InvalidTransactionException.class)
			.isThrownBy(() -> this.transactions.write((tx) -> IntStream.range(0, 51)
				.forEach((i) -> tx.insert(this.template, Map.of("id", "i" + i, "email", "e" + i)))))
			.withMessageContaining("with the claims of unique attributes they are 102");
		this.template.insert(Map.of("id", "a", "email", "x"));
		assertThatExceptionOfType(InvalidTransactionException.class)
			.isThrownBy(() -> this.transactions
				.write((tx) -> tx.delete(this.template, A).insert(this.template, Map.of("id", "b", "email", "x"))))
			.withMessageContaining("has, or had, a value of a unique attribute that entry 0 has or had");
		assertThat(this.table.items()).hasSize(2);
	}

}
