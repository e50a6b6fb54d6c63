package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.daplug.event.AnnouncedCall;
import io.daplug.event.Announcement;
import io.daplug.event.ChangeHandler;
import io.daplug.event.ChangePublisher;
import io.daplug.event.PlannedChange;
import io.daplug.item.ItemConverter;
import io.daplug.item.ItemType;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * Announces changes on SNS topics. Each table has its own topic. It sends one Publish
 * request for a single change, and PublishBatch requests of up to ten messages for the
 * changes of a batch.
 * <p>
 * The thread that writes sends the request after the write, and waits for the answer no
 * longer than the timeout. With {@link Builder#async} other threads send, from
 * {@link #start()} to {@link #stop()}, which the application context calls. A message
 * that cannot be sent is logged as an error without its contents, and published as
 * {@link io.daplug.event.PublishFailed}; the write stands. Messages about one item are
 * sent in the order of its writes.
 * <p>
 * Of a table with {@link PublishFrom#STREAM}, writes send nothing. What its stream tells
 * is sent by {@link #streamHandler}.
 */
public final class SnsChangePublisher implements ChangePublisher, SmartLifecycle {

	/** Stops after all that might write: the web server, listeners, mirrors. */
	private static final int PHASE = Integer.MIN_VALUE + 1024;

	private final Map<String, MessageComposer> composers = new LinkedHashMap<>();

	private final MessageSender sender;

	private final PublishFailureReporter failures;

	private final @Nullable AsyncPublishing async;

	private final TaskExecutorFactory executors;

	private volatile @Nullable QueuedMessageSender queued;

	private volatile boolean running;

	private SnsChangePublisher(Builder builder) {
		MessageBodyWriter bodies = new MessageBodyWriter(builder.mapper);
		ItemConverter converter = new ItemConverter(builder.mapper);
		builder.topics
			.forEach((table, topic) -> this.composers.put(table, new MessageComposer(topic, bodies, converter)));
		this.sender = new MessageSender(builder.client, builder.timeout);
		this.failures = new PublishFailureReporter(builder.events);
		this.async = builder.async;
		this.executors = builder.executors;
	}

	/**
	 * Begins a publisher.
	 * @param client the client that sends requests; the caller closes it
	 * @return a builder
	 */
	public static Builder builder(SnsClient client) {
		return new Builder(client);
	}

	/**
	 * Returns the tables whose changes are announced.
	 * @return their logical names
	 */
	public Set<String> tables() {
		return Set.copyOf(this.composers.keySet());
	}

	/**
	 * Refuses a change whose message would lack something that its table requires, or
	 * would hold something that SNS does not accept.
	 * @param planned the change
	 * @throws InvalidMessageException if it could not be announced
	 */
	@Override
	public void check(PlannedChange planned) {
		MessageComposer composer = this.composers.get(planned.table());
		if (composer != null) {
			composer.check(planned);
		}
	}

	/**
	 * Refuses, for a table whose messages come from its stream, what the stream does not
	 * know: that a call is not to be announced, its message, its schema and its prefixes.
	 * @param call what the call says
	 * @throws InvalidMessageException if it says such a thing
	 */
	@Override
	public void checkCall(AnnouncedCall call) {
		MessageComposer composer = streamed(call.table());
		if (composer != null) {
			composer.checkStreamed(call);
		}
	}

	@Override
	public boolean hears(String table, ItemType<?> type) {
		return this.composers.containsKey(table) && streamed(table) == null;
	}

	/** Composes the messages of a table's stream; null if the writes send them. */
	private @Nullable MessageComposer streamed(String table) {
		MessageComposer composer = this.composers.get(table);
		return (composer != null && composer.topic().publishFrom() == PublishFrom.STREAM) ? composer : null;
	}

	/**
	 * Returns the tables whose messages come from their streams.
	 * @return their logical names
	 */
	public Set<String> streamedTables() {
		return this.composers.keySet()
			.stream()
			.filter((table) -> streamed(table) != null)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Returns what sends the changes of a table's stream, in PublishBatch requests of up
	 * to ten. A change has failed if SNS has not taken its message; it can be handed over
	 * again, and has the same id then. Threads of the caller send, whatever
	 * {@link Builder#async} says.
	 * @param table the logical name of the table
	 * @param outgoing leaves out of an item what must not leave the application
	 * @return the handler
	 * @throws IllegalArgumentException if the messages of the table do not come from its
	 * stream
	 */
	public ChangeHandler streamHandler(String table, UnaryOperator<Map<String, AttributeValue>> outgoing) {
		MessageComposer composer = streamed(table);
		if (composer == null) {
			throw new IllegalArgumentException(
					"The messages of table '%s' do not come from its stream".formatted(table));
		}
		return new StreamedChangeHandler(composer, this.sender, outgoing);
	}

	@Override
	public void publish(List<Announcement> announcements) {
		List<Message> messages = new ArrayList<>();
		for (Announcement announcement : announcements) {
			MessageComposer composer = this.composers.get(announcement.change().table());
			if (composer != null && composer.topic().publishFrom() == PublishFrom.WRITE) {
				compose(composer, announcement, messages);
			}
		}
		QueuedMessageSender queued = this.queued;
		if (queued != null) {
			messages.removeIf(queued::offer);
		}
		if (!messages.isEmpty()) {
			this.failures.report(this.sender.send(messages));
		}
	}

	private void compose(MessageComposer composer, Announcement announcement, List<Message> messages) {
		try {
			messages.add(composer.compose(announcement));
		}
		catch (RuntimeException ex) {
			this.failures.report(announcement.change(), composer.topic(), ex);
		}
	}

	/**
	 * Starts the threads that send, if the publisher is asynchronous. Does nothing if
	 * they run already.
	 */
	@Override
	public synchronized void start() {
		if (this.async != null && this.queued == null) {
			this.queued = new QueuedMessageSender(this.sender, this.failures, this.async, this.executors);
		}
		this.running = true;
	}

	/**
	 * Sends the messages that wait, until the shutdown timeout is over, and reports the
	 * rest as {@link io.daplug.event.PublishFailed}. A change that is made later is
	 * announced by the thread that makes it.
	 */
	@Override
	public synchronized void stop() {
		QueuedMessageSender open = this.queued;
		if (open != null) {
			open.close();
			this.queued = null;
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public String toString() {
		return "SnsChangePublisher" + this.composers.keySet();
	}

	/**
	 * Collects what a publisher needs.
	 */
	public static final class Builder {

		private final SnsClient client;

		private final Map<String, TopicDefinition> topics = new LinkedHashMap<>();

		private JsonMapper mapper = JsonMapper.shared();

		private ApplicationEventPublisher events = (event) -> {
		};

		private Duration timeout = Duration.ofSeconds(5);

		private @Nullable AsyncPublishing async;

		private TaskExecutorFactory executors = TaskExecutorFactory.simple();

		private Builder(SnsClient client) {
			Assert.notNull(client, "'client' must not be null");
			this.client = client;
		}

		/**
		 * Announces the changes of a table. The changes of a table without topic are not
		 * announced.
		 * @param topic where, and how
		 * @return this builder
		 */
		public Builder topic(TopicDefinition topic) {
			this.topics.put(topic.table().name(), topic);
			return this;
		}

		/**
		 * Sets the mapper that writes data which is sent instead of an item.
		 * {@link JsonMapper#shared()} by default.
		 * @param mapper the mapper
		 * @return this builder
		 */
		public Builder mapper(JsonMapper mapper) {
			this.mapper = mapper;
			return this;
		}

		/**
		 * Sets who hears of {@link io.daplug.event.PublishFailed}. Nobody by default.
		 * @param events where events go
		 * @return this builder
		 */
		public Builder events(ApplicationEventPublisher events) {
			this.events = events;
			return this;
		}

		/**
		 * Sets how long a request may take, including all attempts and pauses of the SDK.
		 * Five seconds by default.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
			this.timeout = timeout;
			return this;
		}

		/**
		 * Sends by threads of the publisher, from {@link SnsChangePublisher#start()} to
		 * {@link SnsChangePublisher#stop()}. A writer then waits for SNS only while the
		 * queue of messages is full.
		 * @param async how
		 * @return this builder
		 */
		public Builder async(AsyncPublishing async) {
			this.async = async;
			return this;
		}

		/**
		 * Sets the factory of the threads that send. Daemon threads by default.
		 * @param executors creates them
		 * @return this builder
		 */
		public Builder executors(TaskExecutorFactory executors) {
			this.executors = executors;
			return this;
		}

		/**
		 * Builds the publisher.
		 * @return the publisher
		 */
		public SnsChangePublisher build() {
			return new SnsChangePublisher(this);
		}

	}

}
