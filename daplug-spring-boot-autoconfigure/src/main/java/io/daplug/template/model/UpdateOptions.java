package io.daplug.template.model;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.daplug.merge.ListMerge;
import io.daplug.merge.MapMerge;
import io.daplug.merge.MergeStrategy;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How one update behaves. Callers write
 * {@code orders.update(key, patch, (options) -> options.lists(ListMerge.REPLACE))}.
 */
public final class UpdateOptions extends ConditionalOptions {

	/** Leaves everything to the table. */
	public static final UpdateOptions DEFAULTS = new UpdateOptions(new Builder());

	private static final Duration RETRY_DEADLINE = Duration.ofSeconds(10);

	private final MergeStrategy merge;

	private final Shaping shaping;

	private final int staleRetries;

	private final Duration retryDeadline;

	private UpdateOptions(Builder builder) {
		super(builder);
		Assert.state(builder.merge == null || (builder.lists == null && builder.maps == null),
				"'merge' must not be set together with 'lists' or 'maps': it is the whole strategy");
		this.merge = (builder.merge != null) ? builder.merge
				: MergeStrategy.deep((builder.lists != null) ? builder.lists : ListMerge.ADD,
						(builder.maps != null) ? builder.maps : MapMerge.UPSERT);
		this.shaping = builder.shaping.in(schema());
		Assert.state(builder.staleRetries == 0 || expected() == null,
				"'retryStale' must not be set together with 'expected': the value that the caller saw does not change by reading again");
		this.staleRetries = builder.staleRetries;
		this.retryDeadline = builder.retryDeadline;
	}

	/**
	 * Builds options, which any number of calls can share.
	 * @param customizer sets them
	 * @return the options
	 */
	public static UpdateOptions of(Consumer<Builder> customizer) {
		return new UpdateOptions(customize(new Builder(), customizer));
	}

	/**
	 * Returns how the patch is merged into the stored item.
	 * @return the strategy
	 */
	public MergeStrategy merge() {
		return this.merge;
	}

	/**
	 * Returns what this call says about holding its item against the schema.
	 * @return the shaping
	 */
	public Shaping shaping() {
		return this.shaping;
	}

	/**
	 * Returns how often an update is tried again for which somebody else was faster.
	 * @return the number of retries; 0 for none
	 */
	public int staleRetries() {
		return this.staleRetries;
	}

	/**
	 * Returns how long after the first attempt another one may begin.
	 * @return the time
	 */
	public Duration retryDeadline() {
		return this.retryDeadline;
	}

	/**
	 * Collects the options of one update.
	 */
	public static final class Builder extends ConditionalOptions.Builder<Builder> implements ShapedBuilder<Builder> {

		private @Nullable MergeStrategy merge;

		private @Nullable ListMerge lists;

		private @Nullable MapMerge maps;

		private Shaping shaping = Shaping.DEFAULTS;

		private int staleRetries;

		private Duration retryDeadline = RETRY_DEADLINE;

		private Builder() {
		}

		@Override
		Builder self() {
			return this;
		}

		/**
		 * Sets the strategy that merges the patch into the stored item.
		 * @param merge the strategy
		 * @return this builder
		 */
		public Builder merge(MergeStrategy merge) {
			this.merge = merge;
			return this;
		}

		/**
		 * Sets what happens to a list that the stored item and the patch both have.
		 * @param lists the rule, {@link ListMerge#ADD} by default
		 * @return this builder
		 */
		public Builder lists(ListMerge lists) {
			this.lists = lists;
			return this;
		}

		/**
		 * Sets what happens to the attributes that the patch names.
		 * @param maps the rule, {@link MapMerge#UPSERT} by default
		 * @return this builder
		 */
		public Builder maps(MapMerge maps) {
			this.maps = maps;
			return this;
		}

		/**
		 * Tries again, for ten seconds at most, if somebody else was faster. See
		 * {@link #retryStale(int, Duration)}.
		 * @param retries how often to try again at most
		 * @return this builder
		 */
		public Builder retryStale(int retries) {
			return retryStale(retries, RETRY_DEADLINE);
		}

		/**
		 * Tries again if somebody else was faster: reads the item again, merges the patch
		 * into what is stored now, and writes. Each retry costs a read and a write.
		 * Before it is a random pause, of up to 25 ms at first and twice as long from
		 * retry to retry. The {@link io.daplug.idempotence.StaleItemException
		 * StaleItemException} of the last attempt is what the call fails with.
		 * <p>
		 * By default nothing is tried again. A patch that carries the value that the
		 * caller saw is not tried again either, once that is not the stored one. Refused
		 * with an {@link IllegalStateException} together with {@link #expected(Object)},
		 * and by tables without idempotence key.
		 * @param retries how often to try again at most
		 * @param deadline how long after the first attempt the last one may begin
		 * @return this builder
		 */
		public Builder retryStale(int retries, Duration deadline) {
			Assert.isTrue(retries > 0, () -> "'retries' must be 1 or more, but is " + retries);
			Assert.isTrue(!deadline.isZero() && !deadline.isNegative(),
					() -> "'deadline' must be more than no time, but is " + deadline);
			this.staleRetries = retries;
			this.retryDeadline = deadline;
			return this;
		}

		@Override
		public Builder shape(UnaryOperator<Shaping> change) {
			this.shaping = change.apply(this.shaping);
			return this;
		}

	}

}
