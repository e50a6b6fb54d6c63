package io.daplug.stream.parking;

import java.time.Instant;
import java.util.Map;

import io.daplug.event.ChangeContents;
import io.daplug.event.ChangePosition;
import io.daplug.event.ItemChange;
import io.daplug.event.ItemIdentity;
import io.daplug.stream.ChangeKind;
import io.daplug.stream.ChangeParked;
import io.daplug.stream.ListenedTables;
import io.daplug.stream.parking.ParkedChange.ParkedFailure;
import io.daplug.table.TableKeys;
import io.daplug.text.LoggableFailure;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static io.daplug.stream.parking.ParkedAttributes.ATTEMPTS;
import static io.daplug.stream.parking.ParkedAttributes.CAUSE;
import static io.daplug.stream.parking.ParkedAttributes.ITEM;
import static io.daplug.stream.parking.ParkedAttributes.KEY;
import static io.daplug.stream.parking.ParkedAttributes.KIND;
import static io.daplug.stream.parking.ParkedAttributes.LAST_AT;
import static io.daplug.stream.parking.ParkedAttributes.LISTENER;
import static io.daplug.stream.parking.ParkedAttributes.MESSAGE;
import static io.daplug.stream.parking.ParkedAttributes.OPERATION;
import static io.daplug.stream.parking.ParkedAttributes.PARKED_AT;
import static io.daplug.stream.parking.ParkedAttributes.SEQUENCE;
import static io.daplug.stream.parking.ParkedAttributes.SOURCE;
import static io.daplug.stream.parking.ParkedAttributes.TABLE;
import static io.daplug.stream.parking.ParkedAttributes.TIME;

/**
 * From parked changes to entries and back.
 */
final class ParkedEntries {

	private static final int LONGEST_MESSAGE = 2000;

	private final ListenedTables tables;

	private final ChangeCodec codec;

	ParkedEntries(ListenedTables tables) {
		this.tables = tables;
		this.codec = new ChangeCodec(tables);
	}

	static ParkedPlace place(ChangeParked parked) {
		return ParkedPlace.of(parked.listener(), parked.change().identity(), parked.change().origin().position());
	}

	byte[] bytes(ItemChange<?> change) {
		return this.codec.write(change);
	}

	ItemChange<?> change(byte[] bytes) {
		return this.codec.read(bytes);
	}

	/** What is stored of a parked change beside the change itself. */
	UpdateTerms terms(ChangeParked parked, Instant now) {
		ItemChange<?> change = parked.change();
		ChangePosition position = change.origin().position();
		UpdateTerms terms = new UpdateTerms().set(LISTENER, parked.listener())
			.set(TABLE, change.table())
			.set(KIND, ChangeKind.of(change).name())
			.set(OPERATION, change.origin().operation().name())
			.set(KEY,
					AttributeValue.fromM(this.tables.converter()
						.toAttributes(TableKeys.named(this.tables.registry().require(change.table()), change.key()))))
			.set(ITEM, this.codec.key(change.identity().storedKey()))
			.set(SOURCE, position.source())
			.set(SEQUENCE, position.sequence())
			.set(TIME, position.time().toString())
			.keep(PARKED_AT, now.toString());
		return failed(terms, parked, now);
	}

	/** What is stored of a parked change that failed again. */
	static UpdateTerms failed(UpdateTerms terms, ChangeParked parked, Instant now) {
		terms.set(CAUSE, parked.cause().getClass().getName())
			.set(LAST_AT, now.toString())
			.add(ATTEMPTS, parked.attempts());
		String message = LoggableFailure.message(parked.cause(), ChangeContents.of(parked.change()));
		return (message != null) ? terms.set(MESSAGE, message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
				: terms.remove(MESSAGE);
	}

	static ParkedChange of(ParkedPlace place, Map<String, AttributeValue> entry) {
		AttributeValue message = entry.get(MESSAGE);
		return new ParkedChange(place.id(),
				new ItemIdentity(text(entry, TABLE), ChangeCodec.key(ParkedAttributes.of(entry, ITEM))),
				ChangeKind.valueOf(text(entry, KIND)),
				new ChangePosition(text(entry, SOURCE), text(entry, SEQUENCE), Instant.parse(text(entry, TIME))),
				new ParkedFailure(text(entry, CAUSE), (message != null) ? message.s() : null,
						Integer.parseInt(ParkedAttributes.of(entry, ATTEMPTS).n()),
						Instant.parse(text(entry, PARKED_AT)), Instant.parse(text(entry, LAST_AT))));
	}

	private static String text(Map<String, AttributeValue> entry, String name) {
		return ParkedAttributes.of(entry, name).s();
	}

}
