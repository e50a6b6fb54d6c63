package io.daplug.manual;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.test.CountedIdGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of times and ids that Daplug writes, run on the embedded server.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = { ManualApplication.class, TimesExamplesTests.FixedTimes.class },
		properties = { "spring.config.location=classpath:manual/times.yml", "daplug.local.enabled=true" })
class TimesExamplesTests {

	private static final Instant NEW_YEAR = Instant.parse("2050-01-01T00:00:00Z");

	@Autowired
	private DaplugTemplate sessions;

	// tag::session
	record Session(@Nullable String id, String user, @Nullable Instant createdAt, @Nullable Instant modifiedAt,
			@Nullable Long expiresAt) {
	}
	// end::session

	// tag::fixed-times
	@TestConfiguration
	static class FixedTimes {

		@Bean
		Clock clock() {
			return Clock.fixed(Instant.parse("2050-01-01T00:00:00Z"), ZoneOffset.UTC);
		}

		@Bean
		CountedIdGenerator ids() {
			return new CountedIdGenerator();
		}

	}
	// end::fixed-times

	@Test
	void leavesTimesAndIds() {
		DaplugTemplate sessions = this.sessions;
		// tag::times
		Session session = sessions.insert(new Session(null, "c-7", null, null, null));
		Session other = sessions.update(ItemKey.of(session.id()), Map.of("user", "c-8"), Session.class);
		// end::times
		assertThat(session.id()).isEqualTo("00000000-0000-7000-8000-000000000001");
		assertThat(session).isEqualTo(new Session(session.id(), "c-7", NEW_YEAR, NEW_YEAR,
				NEW_YEAR.plusSeconds(30 * 86_400).getEpochSecond()));
		assertThat(other.createdAt()).isEqualTo(NEW_YEAR);
		// tag::expire
		// it expires at this moment
		sessions.update(ItemKey.of(session.id()), Map.of("expiresAt", NEW_YEAR.getEpochSecond()));
		boolean open = sessions.exists(ItemKey.of(session.id()));
		// end::expire
		assertThat(open).isFalse();
		assertThat(sessions.insert(Map.of("id", Objects.requireNonNull(session.id()), "user", "c-9")))
			.containsEntry("user", "c-9");
	}

}
