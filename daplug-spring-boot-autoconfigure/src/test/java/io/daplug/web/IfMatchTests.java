package io.daplug.web;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link IfMatch}.
 */
class IfMatchTests {

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " " })
	void demandsNothingWhereItIsAbsent(@Nullable String header) {
		IfMatch ifMatch = IfMatch.of(header);
		assertThat(ifMatch.isPresent()).isFalse();
		assertThat(ifMatch.expected()).isEmpty();
		assertThat(ifMatch.matches("\"7\"")).isTrue();
		assertThat(ifMatch.matches(null)).isTrue();
	}

	@Test
	void demandsNoCertainStateByAnAsterisk() {
		IfMatch ifMatch = IfMatch.of(" * ");
		assertThat(ifMatch.isPresent()).isTrue();
		assertThat(ifMatch.isAny()).isTrue();
		assertThat(ifMatch.expected()).isEmpty();
		assertThat(ifMatch.matches("\"7\"")).isTrue();
		assertThat(ifMatch.required()).isSameAs(ifMatch);
	}

	@Test
	void expectsTheValueOfATag() {
		assertThat(IfMatch.of("\"7\"").expected()).contains(7L);
		assertThat(IfMatch.of("\t\"7\" ").expected()).contains(7L);
		assertThat(IfMatch.of("\"2026-11-27T12:00:00Z\"").expected()).contains("2026-11-27T12:00:00Z");
		assertThat(IfMatch.of("\"7\"").isAny()).isFalse();
	}

	@Test
	void readsAList() {
		IfMatch ifMatch = IfMatch.of("\"7\",, W/\"8\" ,\t\"nine\", \"%\"");
		assertThat(ifMatch.values()).containsExactly(7L, "nine");
		assertThat(ifMatch.matches("\"7\"")).isTrue();
		assertThat(ifMatch.matches("\"nine\"")).isTrue();
		assertThat(ifMatch.matches("\"8\"")).isFalse();
		assertThat(ifMatch.matches(null)).isFalse();
		assertStatus(ifMatch::expected, HttpStatus.BAD_REQUEST).withMessageContaining("one entity tag");
	}

	@Test
	void takesATagThatIsRepeatedForOne() {
		assertThat(IfMatch.of("\"7\", \"7\"").expected()).contains(7L);
		assertThat(IfMatch.of("W/\"7\", \"8\"").expected()).contains(8L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "W/\"7\"", "\"%\"", "\"\u00e9\"", "W/\"7\", W/\"8\"" })
	void isNeverMetByTagsThatNoStateHas(String header) {
		IfMatch ifMatch = IfMatch.of(header);
		assertThat(ifMatch.isPresent()).isTrue();
		assertThat(ifMatch.matches("\"7\"")).isFalse();
		assertStatus(ifMatch::expected, HttpStatus.PRECONDITION_FAILED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "\"7", "7\"", "\"7\" \"8\"", "\"7\";", "*, \"7\"", "\"7\", *", ",", "w/\"7\"", "W/7",
			"W/", "\"a b\"", "\"a\u007fb\"", "'7'", "\"7\", 8" })
	void refusesWhatIsNoListOfTags(String header) {
		assertStatus(() -> IfMatch.of(header), HttpStatus.BAD_REQUEST).withMessageContaining("'If-Match'");
	}

	@Test
	void canBeRequired() {
		assertStatus(() -> IfMatch.of(null).required(), HttpStatus.PRECONDITION_REQUIRED);
		assertThat(IfMatch.of("\"7\"").required().expected()).contains(7L);
	}

	@Test
	void isMadeOfAHeaderBySpringItself() {
		IfMatch ifMatch = DefaultConversionService.getSharedInstance().convert("\"7\"", IfMatch.class);
		assertThat(ifMatch).isNotNull();
		assertThat(ifMatch.expected()).contains(7L);
	}

	private static ThrowableAssertAlternative<PreconditionException> assertStatus(ThrowingCallable call,
			HttpStatus status) {
		return assertThatExceptionOfType(PreconditionException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(status))
			.satisfies((ex) -> assertThat(ex.getBody().getDetail()).isNotEmpty());
	}

}
