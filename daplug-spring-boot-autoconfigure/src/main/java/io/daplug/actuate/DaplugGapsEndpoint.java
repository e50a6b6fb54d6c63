package io.daplug.actuate;

import java.util.List;

import io.daplug.actuate.DaplugDescriptor.Gap;
import io.daplug.stream.StreamGapRegistry;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the gaps of streams, and forgets those that are mended.
 */
@Endpoint(id = "dapluggaps")
public final class DaplugGapsEndpoint {

	private final StreamGapRegistry gaps;

	/**
	 * Creates the endpoint.
	 * @param gaps the gaps
	 */
	public DaplugGapsEndpoint(StreamGapRegistry gaps) {
		this.gaps = gaps;
	}

	/**
	 * Shows the gaps that nobody has acknowledged.
	 * @return the gaps
	 */
	@ReadOperation
	public List<Gap> gaps() {
		return this.gaps.open().stream().map(Gap::of).toList();
	}

	/**
	 * Forgets the gaps of a table, so that the health is no longer degraded by them.
	 * @param table the logical name of the table
	 * @return how many gaps were forgotten
	 */
	@DeleteOperation
	public Acknowledged acknowledge(@Selector String table) {
		return new Acknowledged(this.gaps.acknowledge(table));
	}

	/**
	 * What was forgotten.
	 *
	 * @param acknowledged how many gaps
	 */
	public record Acknowledged(int acknowledged) {

	}

}
