package io.daplug.table;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableClass;

import org.springframework.util.Assert;

/**
 * Collects what DynamoDB is told of a table when it is created.
 *
 * @param <B> the builder's own type
 */
abstract class TableSettingsBuilder<B extends TableSettingsBuilder<B>> extends SchemaRulesBuilder<B> {

	private Throughput throughput = Throughput.UNDECLARED;

	private @Nullable StreamViewType streamView;

	StreamSource streamSource = StreamSource.APPLICATION;

	private boolean deletionProtection;

	private final Map<String, String> tags = new LinkedHashMap<>();

	private @Nullable TableClass tableClass;

	TableSettingsBuilder(String name) {
		super(name);
	}

	/**
	 * Sets how much may be read and written, and how it is billed. On demand by default.
	 * @param throughput the throughput
	 * @return this builder
	 */
	public B throughput(Throughput throughput) {
		this.throughput = throughput;
		return self();
	}

	/**
	 * Gives the table a stream. It has none by default, unless its changes come from the
	 * stream: then the stream shows new and old images.
	 * @param streamView what the stream shows of a change
	 * @return this builder
	 */
	public B streamView(StreamViewType streamView) {
		this.streamView = streamView;
		return self();
	}

	/**
	 * Sets what tells listeners and mirrors of the table's changes. The application that
	 * writes by default.
	 * @param streamSource the source of changes
	 * @return this builder
	 */
	public B streamSource(StreamSource streamSource) {
		this.streamSource = streamSource;
		return self();
	}

	/**
	 * Sets whether the table cannot be deleted. It can by default.
	 * @param deletionProtection whether it is protected
	 * @return this builder
	 */
	public B deletionProtection(boolean deletionProtection) {
		this.deletionProtection = deletionProtection;
		return self();
	}

	/**
	 * Adds a tag of the table.
	 * @param key the tag's key
	 * @param value the tag's value
	 * @return this builder
	 */
	public B tag(String key, String value) {
		Assert.hasText(key, () -> "A tag of table '%s' must have a key".formatted(this.name));
		this.tags.put(key, value);
		return self();
	}

	/**
	 * Sets how storage and requests are priced. DynamoDB's standard class by default.
	 * @param tableClass the class
	 * @return this builder
	 */
	public B tableClass(TableClass tableClass) {
		this.tableClass = tableClass;
		return self();
	}

	final void likeSettings(TableDefinition table) {
		TableSettings settings = table.settings();
		this.throughput = settings.throughput();
		this.streamView = settings.streamView();
		this.streamSource = table.streamSource();
		this.deletionProtection = settings.deletionProtection();
		this.tags.putAll(settings.tags());
		this.tableClass = settings.tableClass();
	}

	TableSettings settings() {
		StreamViewType view = this.streamView;
		if (view == null && this.streamSource.readsStream()) {
			view = StreamViewType.NEW_AND_OLD_IMAGES;
		}
		return new TableSettings(this.throughput, view, this.deletionProtection, this.tags, this.tableClass);
	}

}
