package io.daplug.stream.kcl;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How streams are read.
 *
 * @param applicationName what all instances that share the work have in common
 * @param initialPosition where a stream is read from at first
 * @param times how often and how long
 * @param limits how much
 * @param cloudWatch whether the Kinesis Client Library sends its metrics to CloudWatch
 */
public record KclSettings(String applicationName, InitialPosition initialPosition, Times times, Limits limits,
		boolean cloudWatch) {

	/**
	 * Creates the settings.
	 * @param applicationName what all instances that share the work have in common
	 * @param initialPosition where a stream is read from at first
	 * @param times how often and how long
	 * @param limits how much
	 * @param cloudWatch whether the Kinesis Client Library sends its metrics to
	 * CloudWatch
	 */
	public KclSettings {
		Assert.hasText(applicationName, "'application-name' must not be empty");
	}

	/**
	 * Returns the name of the table in which the instances keep their leases on the
	 * shards of a stream, and its checkpoints.
	 * @param tableName the name of the stream's table in DynamoDB
	 * @return the name of the table of leases
	 */
	public String leaseTable(String tableName) {
		// A table of another account is named by its ARN.
		return this.applicationName + '-' + tableName.substring(tableName.lastIndexOf('/') + 1);
	}

	KclSettings from(InitialPosition position) {
		return new KclSettings(this.applicationName, position, this.times, this.limits, this.cloudWatch);
	}

	/**
	 * How often and how long.
	 *
	 * @param failover how long an instance may be silent before others take its shards
	 * @param poll how often a shard is read that has nothing new
	 * @param checkpoint how often checkpoints are set
	 */
	public record Times(Duration failover, Duration poll, Duration checkpoint) {

		/**
		 * Creates the times.
		 * @param failover how long an instance may be silent before others take its
		 * shards
		 * @param poll how often a shard is read that has nothing new
		 * @param checkpoint how often checkpoints are set
		 */
		public Times {
			require("failover-time", failover, Duration.ofMillis(500));
			require("poll-interval", poll, Duration.ofMillis(10));
			require("checkpoint-interval", checkpoint, Duration.ofMillis(10));
		}

		private static void require(String name, Duration time, Duration least) {
			Assert.isTrue(time.compareTo(least) >= 0, () -> "'%s' must be %d ms or more, but is %d ms".formatted(name,
					least.toMillis(), time.toMillis()));
		}

	}

	/**
	 * How much.
	 *
	 * @param records how many records are read at once, 1000 at most
	 * @param pending how many changes of a shard may be with the listeners before reading
	 * waits
	 * @param unreadable what becomes of records that cannot be read
	 */
	public record Limits(int records, int pending, UnreadableRecords unreadable) {

		/**
		 * Creates the limits.
		 * @param records how many records are read at once, 1000 at most
		 * @param pending how many changes of a shard may be with the listeners before
		 * reading waits
		 * @param unreadable what becomes of records that cannot be read
		 */
		public Limits {
			Assert.isTrue(records >= 1 && records <= 1000, () -> "'max-records' must be 1 to 1000, but is " + records);
			Assert.isTrue(pending >= 1, () -> "'max-pending' must be 1 or more, but is " + pending);
		}

	}

}
