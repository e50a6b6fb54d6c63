package io.daplug.manual;

import java.util.Locale;
import java.util.Map;

import io.daplug.customize.ItemCustomizer;
import io.daplug.customize.RefusedItemException;
import io.daplug.item.ItemKey;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.ItemOperations;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The manual's examples of customizers.
 */
@SuppressWarnings("NullAway")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		classes = { ManualApplication.class, CustomizerExamplesTests.Customizers.class },
		properties = { "spring.config.location=classpath:manual/customizers.yml", "daplug.local.enabled=true" })
class CustomizerExamplesTests {

	@Autowired
	private ItemOperations<Member> members;

	@Autowired
	@Qualifier("visits")
	private DaplugTemplate visits;

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		// tag::customizers
		@Bean
		@Order(1)
		ItemCustomizer<Member> lowerCase() {
			return (member) -> new Member(member.memberId(), member.email().toLowerCase(Locale.ROOT));
		}

		@Bean
		@Order(2)
		ItemCustomizer<Member> addresses() {
			return (member) -> {
				if (!member.email().contains("@")) {
					throw new RefusedItemException("An address has an @");
				}
				return member;
			};
		}

		@Bean
		@Qualifier("visits")
		ItemCustomizer<Map<String, Object>> desk() {
			return (visit) -> {
				visit.putIfAbsent("desk", "main");
				return visit;
			};
		}
		// end::customizers

	}

	// tag::customizer-member
	record Member(String memberId, String email) {

	}
	// end::customizer-member

	@Test
	void changesItemsBeforeTheyAreWritten() {
		ItemOperations<Member> members = this.members;
		DaplugTemplate visits = this.visits;
		// tag::customizers-use
		Member stored = members.insert(new Member("m-1", "Jo@Example.ORG")); // jo@example.org
		Member changed = members.update(ItemKey.of("m-1"), Map.of("email", "JO@example.com")); // jo@example.com
		Map<String, Object> visit = visits.insert(Map.of("visitId", "v-1"));
		// end::customizers-use
		assertThat(stored.email()).isEqualTo("jo@example.org");
		assertThat(changed.email()).isEqualTo("jo@example.com");
		assertThat(visit).containsEntry("desk", "main");
	}

	@Test
	void refusesItems() {
		assertThatExceptionOfType(RefusedItemException.class)
			.isThrownBy(() -> this.members.insert(new Member("m-2", "jo")))
			.withMessage("An address has an @");
		assertThat(this.members.exists(ItemKey.of("m-2"))).isFalse();
	}

}
