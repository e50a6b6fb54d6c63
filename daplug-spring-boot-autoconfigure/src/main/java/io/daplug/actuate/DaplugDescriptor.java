package io.daplug.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.daplug.mirror.MirrorGuard;
import io.daplug.stream.DeliveryGuarantee;
import io.daplug.stream.ListenerCounts;
import io.daplug.stream.ListenerState;
import io.daplug.stream.SourceProgress;
import io.daplug.stream.StreamGapRegistry;
import io.daplug.table.StreamSource;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint {@code daplug} answers.
 *
 * @param tables the tables, by logical name
 * @param sources what hands over changes to listeners, by name
 * @param listeners what handles changes, by id; mirrors too
 * @param mirrors the mirrors, by name
 * @param gaps the gaps of streams that nobody has acknowledged
 */
public record DaplugDescriptor(Map<String, Table> tables, Map<String, Source> sources, Map<String, Listener> listeners,
		Map<String, Mirror> mirrors, List<Gap> gaps) {

	/**
	 * A table.
	 *
	 * @param name its name in DynamoDB
	 * @param streamSource where its changes are to come from
	 * @param source the source that feeds its listeners in this application; null if none
	 * does
	 */
	public record Table(String name, StreamSource streamSource, @Nullable String source) {

	}

	/**
	 * A source of changes.
	 *
	 * @param guarantee how often it hands over each change
	 * @param state what it does
	 * @param tables how far it is with each of the tables that it names
	 */
	public record Source(DeliveryGuarantee guarantee, SourceProgress.State state, List<SourceProgress> tables) {

	}

	/**
	 * A listener.
	 *
	 * @param tables the tables it listens to
	 * @param state what it does
	 * @param backlog what waits
	 * @param counts what became of its changes
	 */
	public record Listener(Set<String> tables, ListenerState state, Backlog backlog, ListenerCounts counts) {

	}

	/**
	 * What waits for a listener.
	 *
	 * @param pending how many changes wait or are being handled
	 * @param held how many items are held after one of their changes was parked
	 * @param lag how far the listener is behind
	 * @param standstill for how long it has been done with no change although it has some
	 */
	public record Backlog(int pending, int held, Duration lag, Duration standstill) {

	}

	/**
	 * A mirror, whose listener is {@code mirror:<name>}, or the method's own.
	 *
	 * @param source the table that is mirrored
	 * @param destination the table that is written
	 * @param guard what keeps an older state from replacing a newer one
	 */
	public record Mirror(String source, String destination, MirrorGuard guard) {

	}

	/**
	 * Changes that are gone from a stream, unseen.
	 *
	 * @param table the table
	 * @param shard the shard of the stream
	 * @param reason how that was noticed
	 * @param noticed when it was noticed
	 */
	public record Gap(String table, String shard, String reason, Instant noticed) {

		static Gap of(StreamGapRegistry.Noticed noticed) {
			return new Gap(noticed.gap().table(), noticed.gap().shard(), noticed.gap().reason(), noticed.time());
		}

	}

}
