package io.daplug.autoconfigure.web;

import java.time.Duration;
import java.util.List;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableRegistry;
import io.daplug.web.EntityTags;
import io.daplug.web.ProblemResponses;
import io.daplug.web.ReactiveProblemAdvice;
import io.daplug.web.ServletProblemAdvice;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.Ordered;
import org.springframework.web.ErrorResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaplugWebAutoConfiguration}.
 */
class DaplugWebAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(DaplugAutoConfiguration.class,
			DaplugWebAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(CONFIGURATIONS)
		.withBean(DynamoDbClient.class, () -> mock(DynamoDbClient.class));

	private final WebApplicationContextRunner switchedOn = this.runner
		.withPropertyValues("daplug.web.problem-details=true");

	@Test
	void offersEntityTagsAlone() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(EntityTags.class)
			.doesNotHaveBean(ProblemResponses.class)
			.doesNotHaveBean(ServletProblemAdvice.class));
	}

	@Test
	void offersTheAdviceOfTheWebFrameworkWhereItIsAskedFor() {
		this.switchedOn.run((context) -> assertThat(context).hasSingleBean(ServletProblemAdvice.class)
			.doesNotHaveBean(ReactiveProblemAdvice.class));
		new ReactiveWebApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("daplug.web.problem-details=true")
			.run((context) -> assertThat(context).hasSingleBean(ReactiveProblemAdvice.class)
				.doesNotHaveBean(ServletProblemAdvice.class));
	}

	@Test
	void placesTheAdviceLastUnlessToldOtherwise() {
		this.switchedOn.run((context) -> assertThat(context.getBean(ServletProblemAdvice.class).getOrder())
			.isEqualTo(Ordered.LOWEST_PRECEDENCE));
		this.switchedOn.withPropertyValues("daplug.web.advice-order=-5")
			.run((context) -> assertThat(context.getBean(ServletProblemAdvice.class).getOrder()).isEqualTo(-5));
	}

	@Test
	void standsBackBehindTheApplication() {
		this.switchedOn.withBean("tags", EntityTags.class, DaplugWebAutoConfigurationTests::tags)
			.withBean("advice", ServletProblemAdvice.class, () -> new ServletProblemAdvice(problems(), 0))
			.run((context) -> {
				assertThat(context.getBeanNamesForType(EntityTags.class)).containsExactly("tags");
				assertThat(context.getBeanNamesForType(ServletProblemAdvice.class)).containsExactly("advice");
			});
	}

	@Test
	void staysAwayWhereThereIsNoWeb() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATIONS)
			.withPropertyValues("daplug.web.problem-details=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EntityTags.class));
		this.switchedOn.withClassLoader(new FilteredClassLoader(ErrorResponse.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EntityTags.class));
	}

	@Test
	void staysAwayWhereThereAreNoTables() {
		this.switchedOn.withPropertyValues("daplug.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(EntityTags.class)
				.doesNotHaveBean(ServletProblemAdvice.class));
	}

	@Test
	void refusesATimeThatIsOver() {
		this.switchedOn.withPropertyValues("daplug.web.retry-after=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DaplugConfigurationException.class)
				.hasMessageContaining("'daplug.web.retry-after'"));
	}

	private static EntityTags tags() {
		return new EntityTags(TableRegistry.of(List.of()), new ItemConverter(JsonMapper.shared()));
	}

	private static ProblemResponses problems() {
		return new ProblemResponses(tags(), new StaticMessageSource(), Duration.ofSeconds(1));
	}

}
