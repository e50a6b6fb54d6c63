package io.daplug.sns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.event.Announcement;
import io.daplug.event.ChangePublisher;
import io.daplug.event.PlannedChange;
import io.daplug.task.TaskExecutorFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.Assert;

/**
 * Announces changes on SNS topics, those of each table on its own. A single change is one
 * Publish request, those of a batch are PublishBatch requests of up to ten.
 * <p>
 * Requests are made on the thread that wrote, after the write; it waits for the answer,
 * at most the timeout. With {@link Builder#async} they are made by other threads while
 * this publisher runs: {@link #start()} and {@link #stop()} are called by the context. A
 * message that cannot be sent is logged as an error, without contents, and published as
 * {@link io.daplug.event.PublishFailed}; the write stands. Messages about one item are
 * sent in the order of its writes.
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
		builder.topics.forEach((table, topic) -> this.composers.put(table, new MessageComposer(topic, bodies)));
		this.sender = new MessageSender(builder.client, builder.timeout);
		this.failures = new PublishFailureReporter(builder.events);
		this.async = builder.async;
		this.executors = builder.executors;
	}

	/**
	 * Begins a publisher.
	 * @param client what sends requests; it stays the caller's to close
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
	 * Refuses a change whose message would lack what its table requires, or would hold
	 * what SNS does not take.
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

	@Override
	public void publish(List<Announcement> announcements) {
		List<Message> messages = new ArrayList<>();
		for (Announcement announcement : announcements) {
			MessageComposer composer = this.composers.get(announcement.change().table());
			if (composer != null) {
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
	 * Starts the threads that send, if there are to be any. Does nothing if they run.
	 */
	@Override
	public synchronized void start() {
		if (this.async != null && this.queued == null) {
			this.queued = new QueuedMessageSender(this.sender, this.failures, this.async, this.executors);
		}
		this.running = true;
	}

	/**
	 * Sends what waits, as long as the shutdown timeout allows, and reports the rest as
	 * {@link io.daplug.event.PublishFailed}. Changes that are made later are announced on
	 * the threads that make them.
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
		 * Announces the changes of a table. Others are not announced.
		 * @param topic where, and how
		 * @return this builder
		 */
		public Builder topic(TopicDefinition topic) {
			this.topics.put(topic.table().name(), topic);
			return this;
		}

		/**
		 * Sets what writes data that is sent instead of an item.
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
		 * Sets how long a request may take, the SDK's attempts and pauses included. Five
		 * seconds by default.
		 * @param timeout the time
		 * @return this builder
		 */
		public Builder timeout(Duration timeout) {
			Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "'timeout' must be positive");
			this.timeout = timeout;
			return this;
		}

		/**
		 * Sends on threads of their own, between {@link SnsChangePublisher#start()} and
		 * {@link SnsChangePublisher#stop()}. Writers then do not wait for SNS, unless
		 * more messages wait than may.
		 * @param async how
		 * @return this builder
		 */
		public Builder async(AsyncPublishing async) {
			this.async = async;
			return this;
		}

		/**
		 * Sets what creates the threads for sending. Daemon threads by default.
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
