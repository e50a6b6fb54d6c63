package io.daplug.mirror.verify;

import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyFingerprints}.
 */
class KeyFingerprintsTests {

	private static long key(int id) {
		return KeyFingerprints.of(Map.of("id", AttributeValue.fromN(Integer.toString(id))));
	}

	@Test
	void holdsWhatASetHolds() {
		Random random = new Random(7);
		KeyFingerprints keys = new KeyFingerprints(Integer.MAX_VALUE, 0, 1);
		Set<Long> expected = new HashSet<>();
		for (int step = 0; step < 40_000; step++) {
			long key = key(random.nextInt(5_000));
			if (random.nextInt(3) == 0) {
				assertThat(keys.remove(key)).isEqualTo(expected.remove(key));
			}
			else {
				keys.add(key);
				expected.add(key);
			}
			assertThat(keys.size()).isEqualTo(expected.size());
		}
		for (int id = 0; id < 5_000; id++) {
			assertThat(keys.contains(key(id))).isEqualTo(expected.contains(key(id)));
		}
	}

	@Test
	void leavesOtherPartsToOtherSets() {
		KeyFingerprints first = new KeyFingerprints(100, 0, 1);
		for (int id = 0; id < 1_000; id++) {
			first.add(key(id));
		}
		assertThat(first.size()).isLessThanOrEqualTo(100);
		assertThat(first.parts()).isBetween(8, 64);
		int all = first.size();
		for (int part = 1; part < first.parts(); part++) {
			KeyFingerprints other = new KeyFingerprints(100, part, first.parts());
			for (int id = 0; id < 1_000; id++) {
				other.add(key(id));
			}
			all += other.size();
		}
		assertThat(all).isEqualTo(1_000);
	}

	@Test
	void takesNumbersByTheirValue() {
		assertThat(KeyFingerprints.of(Map.of("id", AttributeValue.fromN("1.50"))))
			.isEqualTo(KeyFingerprints.of(Map.of("id", AttributeValue.fromN("1.5"))))
			.isNotEqualTo(KeyFingerprints.of(Map.of("id", AttributeValue.fromS("1.5"))));
	}

}
