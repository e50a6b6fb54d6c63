package io.daplug.sns;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.daplug.idempotence.IdempotenceDefinition;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Declares the topic on which the changes of a table are announced, and what their
 * messages contain. Immutable.
 */
public final class TopicDefinition {

	/** What SNS takes of body and attributes together unless a topic says otherwise. */
	public static final int DEFAULT_MAX_MESSAGE_SIZE = 256 * 1024;

	/** What SNS takes at most. */
	public static final int LARGEST_MESSAGE_SIZE = 1024 * 1024;

	/**
	 * Tells what SNS would not take; the publisher writes values as the application does.
	 */
	private static final ItemConverter PLAIN = new ItemConverter(JsonMapper.shared());

	private static final Pattern ARN = Pattern
		.compile("arn:[a-z0-9-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

	private final TableDefinition table;

	private final String topicArn;

	private final Map<String, Object> attributes;

	private final Set<DerivedAttribute> derivedAttributes;

	private final MessagePayload payload;

	private final Set<String> requiredPayload;

	private final Set<String> requiredAttributes;

	private final int maxMessageSize;

	private final PublishFrom publishFrom;

	private TopicDefinition(Builder builder) {
		this.table = builder.table;
		this.topicArn = builder.topicArn;
		this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
		this.derivedAttributes = Collections.unmodifiableSet(EnumSet.copyOf(builder.derivedAttributes));
		this.payload = builder.payload;
		this.requiredPayload = Collections.unmodifiableSet(new LinkedHashSet<>(builder.requiredPayload));
		this.requiredAttributes = Collections.unmodifiableSet(new LinkedHashSet<>(builder.requiredAttributes));
		this.maxMessageSize = builder.maxMessageSize;
		this.publishFrom = builder.publishFrom;
	}

	/**
	 * Begins a definition.
	 * @param table the table whose changes are announced
	 * @param topicArn the ARN of the topic
	 * @return a builder
	 * @throws IllegalArgumentException if it is not the ARN of a topic
	 */
	public static Builder of(TableDefinition table, String topicArn) {
		return new Builder(table, topicArn);
	}

	/**
	 * Says whether a text is the ARN of a topic.
	 * @param text the text
	 * @return whether it is one
	 */
	public static boolean isTopicArn(String text) {
		return ARN.matcher(text).matches();
	}

	/**
	 * Returns the table.
	 * @return the table whose changes are announced
	 */
	public TableDefinition table() {
		return this.table;
	}

	/**
	 * Returns the topic.
	 * @return its ARN
	 */
	public String topicArn() {
		return this.topicArn;
	}

	/**
	 * Says whether the topic is a FIFO topic.
	 * @return whether it is a FIFO topic
	 */
	public boolean fifo() {
		return this.topicArn.endsWith(".fifo");
	}

	/**
	 * Returns the attributes of every message.
	 * @return values by name
	 */
	public Map<String, Object> attributes() {
		return this.attributes;
	}

	/**
	 * Returns which attributes Daplug adds to each message.
	 * @return the attributes, the most important first
	 */
	public Set<DerivedAttribute> derivedAttributes() {
		return this.derivedAttributes;
	}

	/**
	 * Returns what the body holds.
	 * @return the payload
	 */
	public MessagePayload payload() {
		return this.payload;
	}

	/**
	 * Returns the attributes that every item, or the data sent instead of it, must have.
	 * @return names at the top of the payload
	 */
	public Set<String> requiredPayload() {
		return this.requiredPayload;
	}

	/**
	 * Returns the message attributes that every message must have.
	 * @return names of attributes
	 */
	public Set<String> requiredAttributes() {
		return this.requiredAttributes;
	}

	/**
	 * Returns the largest size of a message, body and attributes together, and of all
	 * messages of a batch together.
	 * @return bytes
	 */
	public int maxMessageSize() {
		return this.maxMessageSize;
	}

	/**
	 * Returns what sends the messages.
	 * @return the writes, or the table's stream
	 */
	public PublishFrom publishFrom() {
		return this.publishFrom;
	}

	@Nullable String idempotenceKey() {
		IdempotenceDefinition idempotence = this.table.idempotence();
		return (idempotence != null) ? idempotence.key() : null;
	}

	@Override
	public String toString() {
		return "TopicDefinition[%s, topicArn=%s]".formatted(this.table.name(), this.topicArn);
	}

	/**
	 * Collects what declares a topic.
	 */
	public static final class Builder {

		private final TableDefinition table;

		private final String topicArn;

		private Map<String, Object> attributes = Map.of();

		private EnumSet<DerivedAttribute> derivedAttributes = EnumSet.allOf(DerivedAttribute.class);

		private MessagePayload payload = MessagePayload.ITEM;

		private Collection<String> requiredPayload = Set.of();

		private Collection<String> requiredAttributes = Set.of();

		private int maxMessageSize = DEFAULT_MAX_MESSAGE_SIZE;

		private PublishFrom publishFrom = PublishFrom.WRITE;

		private Builder(TableDefinition table, String topicArn) {
			Assert.notNull(table, "'table' must not be null");
			Assert.isTrue(isTopicArn(topicArn), () -> "'%s' is not the ARN of a topic".formatted(topicArn));
			this.table = table;
			this.topicArn = topicArn;
		}

		/**
		 * Sets the attributes of every message. None by default.
		 * @param attributes values by name, written as in items: numbers, booleans,
		 * texts, or lists of these; empty ones are left out
		 * @return this builder
		 * @throws IllegalArgumentException if SNS would not take one, or if there are
		 * more than fit beside {@code operation}
		 */
		public Builder attributes(Map<String, ?> attributes) {
			Map<String, Object> checked = new LinkedHashMap<>();
			attributes.forEach((name, value) -> {
				String problem = AttributeRules.problem(name, value, PLAIN);
				Assert.isTrue(problem == null,
						() -> "Attribute '%s' of table '%s' %s".formatted(name, this.table.name(), problem));
				if (value != null && !PlainValue.of(value, PLAIN).empty() && !AttributeRules.OPERATION.equals(name)) {
					checked.put(name, value);
				}
			});
			Assert.isTrue(checked.size() < AttributeRules.MOST,
					() -> "Table '%s' has %d message attributes, which leaves no room for '%s': SQS drops messages with more than %d"
						.formatted(this.table.name(), checked.size(), AttributeRules.OPERATION, AttributeRules.MOST));
			this.attributes = checked;
			return this;
		}

		/**
		 * Sets which attributes Daplug adds to each message. All by default.
		 * @param derivedAttributes the attributes
		 * @return this builder
		 */
		public Builder derivedAttributes(Collection<DerivedAttribute> derivedAttributes) {
			EnumSet<DerivedAttribute> chosen = EnumSet.noneOf(DerivedAttribute.class);
			chosen.addAll(derivedAttributes);
			this.derivedAttributes = chosen;
			return this;
		}

		/**
		 * Sets what the body holds. {@link MessagePayload#ITEM} by default.
		 * @param payload the payload
		 * @return this builder
		 */
		public Builder payload(MessagePayload payload) {
			this.payload = payload;
			return this;
		}

		/**
		 * Sets the attributes that every item, or the data sent instead of it, must have.
		 * A write without them is refused. A delete does not know the item before it is
		 * removed, so only its data is checked. None by default.
		 * @param requiredPayload names at the top of the payload
		 * @return this builder
		 */
		public Builder requiredPayload(Collection<String> requiredPayload) {
			this.requiredPayload = requiredPayload;
			return this;
		}

		/**
		 * Sets the message attributes that every message must have. A write whose message
		 * would lack one is refused. None by default.
		 * @param requiredAttributes names of attributes
		 * @return this builder
		 */
		public Builder requiredAttributes(Collection<String> requiredAttributes) {
			this.requiredAttributes = requiredAttributes;
			return this;
		}

		/**
		 * Sets the largest size of a message, body and attributes together, and of all
		 * messages of a batch together. {@link #DEFAULT_MAX_MESSAGE_SIZE} by default. SNS
		 * accepts more only if the topic's {@code MaximumMessageSize} allows it.
		 * @param bytes the size
		 * @return this builder
		 * @throws IllegalArgumentException if it is less than 1 KiB or more than
		 * {@link #LARGEST_MESSAGE_SIZE}
		 */
		public Builder maxMessageSize(int bytes) {
			Assert.isTrue(bytes >= 1024 && bytes <= LARGEST_MESSAGE_SIZE,
					() -> "'max-message-size' of table '%s' must be between 1 KiB and 1 MiB"
						.formatted(this.table.name()));
			this.maxMessageSize = bytes;
			return this;
		}

		/**
		 * Sets what sends the messages. {@link PublishFrom#WRITE} by default. With
		 * {@link PublishFrom#STREAM} the publisher sends nothing itself: the changes of
		 * the table's stream are handed to
		 * {@link SnsChangePublisher#streamHandler(String, UnaryOperator)}, and calls that
		 * say what the stream cannot tell are refused.
		 * @param publishFrom the writes, or the table's stream
		 * @return this builder
		 */
		public Builder publishFrom(PublishFrom publishFrom) {
			this.publishFrom = publishFrom;
			return this;
		}

		/**
		 * Builds the definition.
		 * @return the definition
		 */
		public TopicDefinition build() {
			return new TopicDefinition(this);
		}

	}

}
