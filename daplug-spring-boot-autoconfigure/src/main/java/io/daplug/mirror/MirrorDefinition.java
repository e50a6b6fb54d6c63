package io.daplug.mirror;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Declares a mirror: which table it follows and which one it writes. Immutable.
 */
public final class MirrorDefinition {

	/** How long a stream keeps its changes. Tombstones must stay longer. */
	public static final Duration STREAM_RETENTION = Duration.ofHours(24);

	private final String name;

	private final String source;

	private final String destination;

	private final @Nullable String schema;

	private final boolean announce;

	private final Duration deadline;

	private final MirrorGuard guard;

	private final Duration tombstoneRetention;

	private final @Nullable String reverseOf;

	private MirrorDefinition(Builder builder) {
		this.name = builder.name;
		Assert.state(builder.source != null, () -> "'source' of mirror '%s' must be set".formatted(builder.name));
		Assert.state(builder.destination != null,
				() -> "'destination' of mirror '%s' must be set".formatted(builder.name));
		this.source = builder.source;
		this.destination = builder.destination;
		this.schema = builder.schema;
		this.announce = builder.announce;
		this.deadline = builder.deadline;
		this.guard = builder.guard;
		this.tombstoneRetention = builder.tombstoneRetention;
		this.reverseOf = builder.reverseOf;
	}

	/**
	 * Begins a definition.
	 * @param name the mirror's name
	 * @return a builder
	 */
	public static Builder named(String name) {
		return new Builder(name);
	}

	/**
	 * Returns the mirror's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Returns the name that the mirror's writes carry as the origin of their changes.
	 * @return the name, such as {@code mirror:archive}
	 */
	public String origin() {
		return "mirror:" + this.name;
	}

	/**
	 * Returns the table that is mirrored.
	 * @return its logical name
	 */
	public String source() {
		return this.source;
	}

	/**
	 * Returns the table that is written.
	 * @return its logical name
	 */
	public String destination() {
		return this.destination;
	}

	/**
	 * Returns the schema that shapes and checks what is written.
	 * @return the schema's name; null for that of the destination
	 */
	public @Nullable String schema() {
		return this.schema;
	}

	/**
	 * Says whether the writes are announced as all others are.
	 * @return whether they are
	 */
	public boolean announce() {
		return this.announce;
	}

	/**
	 * Returns how long to send again what DynamoDB leaves unprocessed, before the changes
	 * fail.
	 * @return the time for one batch of changes
	 */
	public Duration deadline() {
		return this.deadline;
	}

	/**
	 * Returns what keeps an older state of an item from replacing a newer one.
	 * @return the guard
	 */
	public MirrorGuard guard() {
		return this.guard;
	}

	/**
	 * Returns how long tombstones of a guarded mirror stay.
	 * @return the time from when the copy is removed
	 */
	public Duration tombstoneRetention() {
		return this.tombstoneRetention;
	}

	/**
	 * Returns the mirror that this one leads back from. One of the two is at work at any
	 * time.
	 * @return the other mirror's name; null for a mirror that is always at work, unless
	 * another one leads back from it
	 */
	public @Nullable String reverseOf() {
		return this.reverseOf;
	}

	@Override
	public String toString() {
		return "MirrorDefinition[%s, %s -> %s]".formatted(this.name, this.source, this.destination);
	}

	/**
	 * Collects what declares a mirror.
	 */
	public static final class Builder {

		private final String name;

		private @Nullable String source;

		private @Nullable String destination;

		private @Nullable String schema;

		private boolean announce = true;

		private Duration deadline = Duration.ofSeconds(10);

		private MirrorGuard guard = MirrorGuard.NONE;

		private Duration tombstoneRetention = Duration.ofHours(48);

		private @Nullable String reverseOf;

		private Builder(String name) {
			Assert.hasText(name, "'name' of a mirror must not be empty");
			this.name = name;
		}

		/**
		 * Sets the table to mirror.
		 * @param source its logical name
		 * @return this builder
		 */
		public Builder source(String source) {
			Assert.hasText(source, () -> "'source' of mirror '%s' must not be empty".formatted(this.name));
			this.source = source;
			return this;
		}

		/**
		 * Sets the table to write.
		 * @param destination its logical name
		 * @return this builder
		 */
		public Builder destination(String destination) {
			Assert.hasText(destination, () -> "'destination' of mirror '%s' must not be empty".formatted(this.name));
			this.destination = destination;
			return this;
		}

		/**
		 * Shapes and checks what is written by this schema instead of the destination's.
		 * @param schema the schema's name
		 * @return this builder
		 */
		public Builder schema(String schema) {
			Assert.hasText(schema, () -> "'schema' of mirror '%s' must not be empty".formatted(this.name));
			this.schema = schema;
			return this;
		}

		/**
		 * Whether to announce the writes as all others are.
		 * @param announce true by default
		 * @return this builder
		 */
		public Builder announce(boolean announce) {
			this.announce = announce;
			return this;
		}

		/**
		 * Sets how long to send again what DynamoDB leaves unprocessed, before the
		 * changes fail and whoever handed them over decides.
		 * @param deadline the time for one batch of changes, 10 seconds by default
		 * @return this builder
		 */
		public Builder deadline(Duration deadline) {
			Assert.isTrue(!deadline.isNegative() && !deadline.isZero(),
					() -> "'deadline' of mirror '%s' must be positive".formatted(this.name));
			this.deadline = deadline;
			return this;
		}

		/**
		 * Sets what keeps an older state of an item from replacing a newer one. The
		 * source of a guarded mirror must be a stream, and its destination must be
		 * declared with {@code guardedCopies}.
		 * @param guard the guard, none by default
		 * @return this builder
		 */
		public Builder guard(MirrorGuard guard) {
			this.guard = guard;
			return this;
		}

		/**
		 * Sets how long tombstones of a guarded mirror stay. A change that comes again
		 * after that can bring a copy back.
		 * @param tombstoneRetention the time from when the copy is removed, 48 hours by
		 * default; more than the 24 hours for which a stream keeps its changes
		 * @return this builder
		 */
		public Builder tombstoneRetention(Duration tombstoneRetention) {
			Assert.isTrue(tombstoneRetention.compareTo(STREAM_RETENTION) > 0,
					() -> "'tombstone-retention' of mirror '%s' must be more than the 24 hours for which a stream keeps its changes, but is %s"
						.formatted(this.name, tombstoneRetention));
			this.tombstoneRetention = tombstoneRetention;
			return this;
		}

		/**
		 * Leads back from where another mirror leads: from its destination to its source.
		 * The other one is at work until the tables change places, this one afterwards.
		 * So the two make no cycle.
		 * @param reverseOf the other mirror's name
		 * @return this builder
		 */
		public Builder reverseOf(String reverseOf) {
			Assert.hasText(reverseOf, () -> "'reverse-of' of mirror '%s' must not be empty".formatted(this.name));
			this.reverseOf = reverseOf;
			return this;
		}

		/**
		 * Builds the definition.
		 * @return the definition
		 * @throws IllegalStateException if source or destination are missing
		 */
		public MirrorDefinition build() {
			return new MirrorDefinition(this);
		}

	}

}
