package io.daplug.stream.record;

import java.util.Map;

import io.daplug.item.TypeName;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * What one record of a table's stream holds. Whatever it lacks is named.
 */
final class RecordContent {

	/** What removes items whose time to live is over. */
	private static final String TIME_TO_LIVE = "dynamodb.amazonaws.com";

	private final TableDefinition table;

	private final Record record;

	private final StreamRecord data;

	RecordContent(TableDefinition table, Record record) {
		this.table = table;
		this.record = record;
		if (record.dynamodb() == null) {
			throw new UnreadableRecordException(table.name(), null, "it lacks 'dynamodb', which says what changed");
		}
		this.data = record.dynamodb();
	}

	StreamRecord data() {
		return this.data;
	}

	/** The sequence number in the form in which sequences are compared. */
	String sequence() {
		String number = this.data.sequenceNumber();
		if (number == null || number.isEmpty()) {
			throw unreadable("it lacks 'SequenceNumber'");
		}
		return StreamSequence.of(number)
			.orElseThrow(() -> unreadable(
					"its 'SequenceNumber' is no number of up to %d digits".formatted(StreamSequence.DIGITS)));
	}

	OperationType event() {
		String name = this.record.eventNameAsString();
		if (name == null || name.isEmpty()) {
			throw unreadable("it lacks 'eventName'");
		}
		OperationType event = this.record.eventName();
		if (event == OperationType.UNKNOWN_TO_SDK_VERSION) {
			throw unreadable("its 'eventName' is none of INSERT, MODIFY and REMOVE");
		}
		return event;
	}

	boolean isExpiry() {
		Identity identity = this.record.userIdentity();
		return identity != null && TIME_TO_LIVE.equals(identity.principalId());
	}

	/** The keys, as they are stored. */
	Map<String, AttributeValue> keys() {
		if (!this.data.hasKeys() || this.data.keys().isEmpty()) {
			throw unreadable("it lacks 'Keys'");
		}
		Map<String, AttributeValue> keys = this.data.keys();
		checkKey(keys, this.table.hashKey());
		if (this.table.rangeKey() != null) {
			checkKey(keys, this.table.rangeKey());
		}
		return keys;
	}

	private void checkKey(Map<String, AttributeValue> keys, String attribute) {
		AttributeValue value = keys.get(attribute);
		if (value == null) {
			throw unreadable("its 'Keys' lack '%s', a key of the table".formatted(attribute));
		}
		ScalarAttributeType type = TableKeys.type(value);
		ScalarAttributeType declared = this.table.keyType(attribute);
		if (type == null) {
			throw unreadable(
					"'%s' in its 'Keys' is %s, which no key can be".formatted(attribute, TypeName.of(value.type())));
		}
		if (declared != null && type != declared) {
			throw unreadable("'%s' in its 'Keys' is %s, but the table's key is %s".formatted(attribute,
					TypeName.of(type), TypeName.of(declared)));
		}
	}

	/** The item before the change; null if the stream does not show it. */
	@Nullable Map<String, AttributeValue> oldImage() {
		boolean there = this.data.hasOldImage() && !this.data.oldImage().isEmpty();
		return image("OldImage", there ? this.data.oldImage() : null, StreamViewType.OLD_IMAGE);
	}

	/** The item after the change; null if the stream does not show it. */
	@Nullable Map<String, AttributeValue> newImage() {
		boolean there = this.data.hasNewImage() && !this.data.newImage().isEmpty();
		return image("NewImage", there ? this.data.newImage() : null, StreamViewType.NEW_IMAGE);
	}

	/** The item after the change or before it; empty if the stream shows neither. */
	Map<String, AttributeValue> anyImage() {
		return this.data.hasNewImage() ? this.data.newImage() : this.data.oldImage();
	}

	private @Nullable Map<String, AttributeValue> image(String name, @Nullable Map<String, AttributeValue> image,
			StreamViewType shown) {
		if (image == null) {
			requireNotShown(name, shown);
			return null;
		}
		requireKey(name, image, this.table.hashKey());
		if (this.table.rangeKey() != null) {
			requireKey(name, image, this.table.rangeKey());
		}
		return image;
	}

	private void requireKey(String name, Map<String, AttributeValue> image, String attribute) {
		if (!image.containsKey(attribute)) {
			throw unreadable("its '%s' lacks '%s', a key of the table".formatted(name, attribute));
		}
	}

	/** Old records do not say what their stream shows: then any image will do. */
	private void requireNotShown(String name, StreamViewType shown) {
		StreamViewType view = this.data.streamViewType();
		if (view == null) {
			if (!this.data.hasOldImage() && !this.data.hasNewImage()) {
				throw unreadable("it lacks '%s', and 'StreamViewType', which could say that it need not have it"
					.formatted(name));
			}
		}
		else if (view == shown || view == StreamViewType.NEW_AND_OLD_IMAGES) {
			throw unreadable("it lacks '%s', which a stream of the view type %s shows".formatted(name, view));
		}
	}

	/** A record of which an image cannot be known. */
	UnreadableRecordException unreadable(RuntimeException failure) {
		return new UnreadableRecordException(this.table.name(), this.data.sequenceNumber(),
				String.valueOf(failure.getMessage()), failure);
	}

	private UnreadableRecordException unreadable(String problem) {
		return new UnreadableRecordException(this.table.name(), this.data.sequenceNumber(), problem);
	}

}
