package io.daplug.stream.parking;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.daplug.dynamodb.TableNotFoundException;
import io.daplug.event.ItemChange;
import io.daplug.fixture.LocalDynamoDb;
import io.daplug.item.ItemKey;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.Changes;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TableChangeParking}.
 */
class TableChangeParkingIntegrationTests {

	private final ParkingFixture fixture = new ParkingFixture();

	private final ParkedChangeOperations operations = this.fixture.instance().operations;

	@Test
	void keepsAChangeInFormsForPeopleAndForListeners() {
		ItemChange<?> change = Changes.modified("a", 1, 2);
		this.fixture.park(change);
		assertThat(this.fixture.items()).singleElement().satisfies((item) -> {
			assertThat(item).containsEntry("id", text("p#one"))
				.containsEntry("listener", text("one"))
				.containsEntry("table", text("orders"))
				.containsEntry("kind", text("MODIFY"))
				.containsEntry("operation", text("UPDATE"))
				.containsEntry("key", AttributeValue.fromM(Map.of("id", text("a"))))
				.containsEntry("cause", text("java.lang.IllegalStateException"))
				.containsEntry("message", text("broken"))
				.containsEntry("attempts", AttributeValue.fromN("3"))
				.containsEntry("sequence", text(change.origin().sequence()))
				.containsEntry("parkedAt", text("2026-11-21T12:00:00Z"))
				.doesNotContainKeys("expires", "parts");
			assertThat(item.get("entry")).extracting(AttributeValue::s).asString().matches("e#[\\w-]{22}-[\\w-]{22}");
		});
		assertThat(this.operations.list()).singleElement()
			.satisfies((parked) -> assertThat(this.operations.change(parked.id())).hasValue(change));
	}

	@Test
	void keepsAChangeOnceAndCountsItsAttempts() {
		ItemChange<?> change = Changes.inserted("a");
		this.fixture.park(change);
		this.fixture.clock.advance(Duration.ofMinutes(1));
		this.fixture.parking().park(new ChangeParked("one", change, 2, new IllegalArgumentException("worse")));
		this.fixture.park("two", change);
		assertThat(this.operations.list(ParkedSelection.ofListener("one"))).singleElement().satisfies((parked) -> {
			assertThat(parked.failure().attempts()).isEqualTo(5);
			assertThat(parked.failure().type()).isEqualTo("java.lang.IllegalArgumentException");
			assertThat(parked.failure().parkedAt()).isEqualTo(Instant.parse("2026-11-21T12:00:00Z"));
			assertThat(parked.failure().lastAt()).isEqualTo(Instant.parse("2026-11-21T12:01:00Z"));
		});
		assertThat(this.fixture.items()).hasSize(2);
	}

	@Test
	void keepsNoMessageThatQuotesTheItem() {
		ItemChange<?> change = ParkingFixture.inserted(ItemKey.of("a"), "secret of a customer");
		this.fixture.parking()
			.park(new ChangeParked("one", change, 1, new IllegalStateException("no 'secret of a customer'")));
		assertThat(this.operations.list()).singleElement()
			.satisfies((parked) -> assertThat(parked.failure().message()).isNull());
	}

	@Test
	void keepsChangesThatAreLargerThanAnItemCanBe() {
		Random random = new Random(1);
		ItemChange<?> change = ParkingFixture.modified(bytes(random, 409_000), bytes(random, 409_000));
		this.fixture.park(change);
		this.fixture.park(change);
		assertThat(this.fixture.items()).hasSizeGreaterThan(2);
		assertThat(this.operations.list()).singleElement()
			.satisfies((parked) -> assertThat(this.operations.change(parked.id())).hasValue(change));
		assertThat(this.operations.discard(this.operations.list().findFirst().orElseThrow().id())).isTrue();
		assertThat(this.fixture.items()).isEmpty();
	}

	@Test
	void compressesWhatCanBeCompressed() {
		this.fixture.park(ParkingFixture.modified("x".repeat(409_000), "y".repeat(409_000)));
		assertThat(this.fixture.items()).hasSize(1);
	}

	@Test
	void keepsItemsThatAreAsDeepAsDynamoDbStoresThem() {
		Object deep = "x";
		for (int level = 0; level < 31; level++) {
			deep = List.of(deep);
		}
		ItemChange<?> change = ParkingFixture.inserted(ItemKey.of("a"), deep);
		this.fixture.park(change);
		assertThat(this.operations.list()).singleElement()
			.satisfies((parked) -> assertThat(this.operations.change(parked.id())).hasValue(change));
	}

	@Test
	void keepsChangesOfLongKeys() {
		ItemKey key = ItemKey.of("k".repeat(2048));
		this.fixture.park(ParkingFixture.inserted(key, "x"));
		assertThat(this.operations.list()).singleElement()
			.satisfies((parked) -> assertThat(parked.item().storedKey()).isEqualTo(key));
	}

	@Test
	void letsChangesExpireWhereThatIsAsked() {
		TableChangeParking parking = this.fixture.parking(LocalDynamoDb.client(), Duration.ofDays(14));
		ItemChange<?> change = ParkingFixture.modified(bytes(new Random(1), 409_000), "x");
		parking.park(new ChangeParked("one", change, 1, new IllegalStateException("broken")));
		long expiry = Instant.parse("2026-12-05T12:00:00Z").getEpochSecond();
		assertThat(this.fixture.items()).hasSizeGreaterThan(1)
			.allSatisfy(
					(item) -> assertThat(item).containsEntry("expires", AttributeValue.fromN(Long.toString(expiry))));
		String id = this.operations.list().findFirst().orElseThrow().id();
		this.fixture.clock.advance(Duration.ofDays(14).plusSeconds(1));
		assertThat(this.operations.list()).isEmpty();
		assertThat(this.operations.find(id)).isEmpty();
		assertThat(this.operations.discard(id)).isFalse();
	}

	@Test
	void failsWhenTheTableIsGone() {
		TableDefinition gone = TableDefinition.named("gone")
			.tableName("gone-table")
			.hashKey("id")
			.rangeKey("r")
			.build();
		TableChangeParking parking = parking(gone, null);
		ChangeParked parked = new ChangeParked("one", Changes.inserted("a"), 1, new IllegalStateException("broken"));
		assertThatExceptionOfType(TableNotFoundException.class).isThrownBy(() -> parking.park(parked));
	}

	@Test
	void refusesTablesThatCannotHoldIt() {
		TableDefinition alone = TableDefinition.named("alone").hashKey("id").build();
		assertThatIllegalArgumentException().isThrownBy(() -> parking(alone, null))
			.withMessage("Table 'alone' for parked changes must have a range key");
		TableDefinition clash = TableDefinition.named("clash").hashKey("id").rangeKey("key").build();
		assertThatIllegalArgumentException().isThrownBy(() -> parking(clash, null))
			.withMessageContaining("The keys of table 'clash'");
		TableDefinition endless = TableDefinition.named("endless").hashKey("id").rangeKey("entry").build();
		assertThatIllegalArgumentException().isThrownBy(() -> parking(endless, Duration.ofDays(1)))
			.withMessage("Table 'endless' for parked changes has no time to live");
	}

	private TableChangeParking parking(TableDefinition table, @Nullable Duration parkedFor) {
		return new TableChangeParking(LocalDynamoDb.client(), table, ParkingFixture.TABLES, parkedFor,
				this.fixture.clock);
	}

	private static SdkBytes bytes(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return SdkBytes.fromByteArray(bytes);
	}

	private static AttributeValue text(String text) {
		return AttributeValue.fromS(text);
	}

}
