package io.daplug.stream.parking;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import io.daplug.stream.ChangeParked;
import io.daplug.stream.ChangeParking;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.table.TableDefinition;
import io.daplug.table.TimeToLiveDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.util.Assert;

/**
 * Keeps changes that could not be handled in a table, with all that is needed to handle
 * them again. A change that is parked twice for one listener is kept once, and its
 * attempts are counted together.
 * <p>
 * The table must have a hash key and a range key of text: the listener, and a digest of
 * item and change. The change itself is compressed JSON in an attribute. A change that
 * does not fit into an item is written with its parts in one transaction.
 */
public final class TableChangeParking implements ChangeParking {

	/** The attributes of an item besides its keys and its time to live. */
	public static final Set<String> ATTRIBUTES = ParkedAttributes.ALL;

	private final ParkedTable table;

	private final ParkedEntries entries;

	/**
	 * Creates a parking.
	 * @param client sends the items
	 * @param table where to
	 * @param tables the tables of the changes
	 * @param parkedFor how long a change is kept, from when it was parked last; null for
	 * as long as the time to live of the table says, or for ever. Needs an attribute for
	 * the time to live in the definition of the table
	 * @param clock tells when a change was parked
	 */
	public TableChangeParking(DynamoDbClient client, TableDefinition table, ListenedTables tables,
			@Nullable Duration parkedFor, Clock clock) {
		Assert.isTrue(table.rangeKey() != null,
				() -> "Table '%s' for parked changes must have a range key".formatted(table.name()));
		Assert.isTrue(Stream.of(table.hashKey(), table.rangeKey(), expiry(table)).noneMatch(ATTRIBUTES::contains),
				() -> "The keys of table '%s' for parked changes, and its time to live, must be none of %s"
					.formatted(table.name(), ATTRIBUTES));
		Assert.isTrue(parkedFor == null || table.timeToLive() != null,
				() -> "Table '%s' for parked changes has no time to live".formatted(table.name()));
		this.table = new ParkedTable(client, table, parkedFor, clock);
		this.entries = new ParkedEntries(tables);
	}

	/** An attribute that a table has anyway stands for none. */
	private static String expiry(TableDefinition table) {
		TimeToLiveDefinition timeToLive = table.timeToLive();
		return (timeToLive != null) ? timeToLive.attribute() : table.hashKey();
	}

	@Override
	public void park(ChangeParked parked) {
		this.table.store(ParkedEntries.place(parked), this.entries.terms(parked, this.table.now()),
				this.entries.bytes(parked.change()));
	}

	/**
	 * Returns what looks after the changes that are parked.
	 * @param listeners who is given them again
	 * @return the operations
	 */
	public ParkedChangeOperations operations(StreamListenerRegistry listeners) {
		return new TableParkedChanges(this.table, this.entries, listeners);
	}

}
