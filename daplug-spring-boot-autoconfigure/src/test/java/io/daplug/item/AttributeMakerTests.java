package io.daplug.item;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AttributeMaker}: attributes of one builder are strangers to each
 * other.
 */
class AttributeMakerTests {

	private final AttributeMaker make = new AttributeMaker();

	@Test
	void keepsWhatWasMadeBefore() {
		AttributeValue first = this.make.text("a");
		AttributeValue second = this.make.text("b");
		AttributeValue number = this.make.number("1");
		assertThat(first).isEqualTo(AttributeValue.fromS("a"));
		assertThat(second).isEqualTo(AttributeValue.fromS("b"));
		assertThat(number).isEqualTo(AttributeValue.fromN("1"));
	}

	@Test
	void makesTheSameTextTwice() {
		assertThat(this.make.text("a")).isEqualTo(this.make.text("a"));
		assertThat(this.make.text("").type()).isEqualTo(AttributeValue.Type.S);
	}

	@Test
	void makesAnEmptyContainerAfterAFullOne() {
		this.make.list(List.of(AttributeValue.fromS("a")));
		this.make.map(Map.of("a", AttributeValue.fromS("a")));
		assertThat(this.make.list(List.of())).isEqualTo(AttributeValue.fromL(List.of()));
		assertThat(this.make.map(Map.of())).isEqualTo(AttributeValue.fromM(Map.of()));
	}

	@Test
	void makesAMapWhileTheMapAroundItIsCopied() {
		Map<String, AttributeValue> outer = new AbstractMap<>() {

			@Override
			public void forEach(BiConsumer<? super String, ? super AttributeValue> action) {
				action.accept("before", AttributeMakerTests.this.make.text("x"));
				action.accept("inner",
						AttributeMakerTests.this.make.map(Map.of("a", AttributeMakerTests.this.make.text("y"))));
				action.accept("after", AttributeMakerTests.this.make.map(Map.of()));
			}

			@Override
			public int size() {
				return 3;
			}

			@Override
			public Set<Entry<String, AttributeValue>> entrySet() {
				throw new UnsupportedOperationException("The SDK copies by forEach");
			}

		};
		assertThat(this.make.map(outer)).isEqualTo(AttributeValue.fromM(Map.of("before", AttributeValue.fromS("x"),
				"inner", AttributeValue.fromM(Map.of("a", AttributeValue.fromS("y"))), "after",
				AttributeValue.fromM(Map.of()))));
	}

}
