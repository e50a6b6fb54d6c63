package io.daplug.stream.kcl;

import java.util.Map;
import java.util.Set;

import io.daplug.event.ImageKind;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Finds the streams of tables, one DescribeTable each.
 */
final class StreamLookup {

	private static final Set<StreamViewType> WITH_NEW = Set.of(StreamViewType.NEW_IMAGE,
			StreamViewType.NEW_AND_OLD_IMAGES);

	private static final Set<StreamViewType> WITH_OLD = Set.of(StreamViewType.OLD_IMAGE,
			StreamViewType.NEW_AND_OLD_IMAGES);

	private final DynamoDbClient client;

	StreamLookup(DynamoDbClient client) {
		this.client = client;
	}

	/**
	 * Finds the stream of a table.
	 * @param table the table
	 * @param needs the images that its listeners need, each with the id of one of them
	 * @throws StreamUnavailableException if it has none, or one that does not show enough
	 */
	TableStream find(TableDefinition table, Map<ImageKind, String> needs) {
		TableDescription description = describe(table);
		StreamSpecification stream = description.streamSpecification();
		if (stream == null || !Boolean.TRUE.equals(stream.streamEnabled()) || description.latestStreamArn() == null) {
			throw new StreamUnavailableException(table.name(),
					"the table '%s' has no stream".formatted(table.tableName()), enable(table, "has a stream"));
		}
		StreamViewType view = stream.streamViewType();
		require(WITH_NEW.contains(view), table, view, needs.get(ImageKind.NEW), "the new items");
		require(WITH_OLD.contains(view), table, view, needs.get(ImageKind.OLD), "the old items");
		return TableStream.of(description.latestStreamArn());
	}

	private TableDescription describe(TableDefinition table) {
		try {
			return this.client.describeTable((request) -> request.tableName(table.tableName())).table();
		}
		catch (ResourceNotFoundException ex) {
			throw new StreamUnavailableException(table.name(),
					"there is no table '%s' in DynamoDB".formatted(table.tableName()),
					"Create the table with a stream, or set 'daplug.create-tables' to if-missing; see "
							+ "'daplug.tables.%s.name' as well.".formatted(table.name()));
		}
	}

	private static void require(boolean shown, TableDefinition table, @Nullable StreamViewType view,
			@Nullable String listener, String what) {
		if (!shown && listener != null) {
			throw new StreamUnavailableException(table.name(),
					"listener '%s' needs %s, and the stream of '%s' has the view type %s".formatted(listener, what,
							table.tableName(), view),
					"A stream's view type cannot be changed. Disable the stream when no change is under way any more; then "
							+ enable(table, "shows both images").replaceFirst("^E", "e"));
		}
	}

	private static String enable(TableDefinition table, String state) {
		return ("Enable a stream that shows new and old images, so that the table %s: aws dynamodb update-table "
				+ "--table-name %s --stream-specification StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES. Or set "
				+ "'daplug.tables.%s.stream.source' to another source.")
			.formatted(state, table.tableName(), table.name());
	}

}
