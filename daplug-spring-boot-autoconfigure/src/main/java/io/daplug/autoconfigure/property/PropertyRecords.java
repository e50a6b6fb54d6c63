package io.daplug.autoconfigure.property;

import java.util.Map;
import java.util.Set;

/**
 * Which properties one feature reads. Found by {@code META-INF/spring.factories}, so that
 * the names of a feature are known where it is switched off, too: a misspelt switch would
 * be left out in silence otherwise.
 */
public interface PropertyRecords {

	/**
	 * Returns the records that are bound.
	 * @return the records by the properties below which they are bound; an asterisk
	 * stands for each entry of a map
	 */
	Map<String, Class<? extends Record>> records();

	/**
	 * Returns what no record holds.
	 * @return names of properties that a condition reads
	 */
	default Set<String> switches() {
		return Set.of();
	}

}
