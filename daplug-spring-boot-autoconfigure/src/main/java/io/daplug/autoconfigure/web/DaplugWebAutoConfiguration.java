package io.daplug.autoconfigure.web;

import io.daplug.autoconfigure.DaplugAutoConfiguration;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableRegistry;
import io.daplug.web.EntityTags;
import io.daplug.web.ProblemResponses;
import io.daplug.web.ReactiveProblemAdvice;
import io.daplug.web.ServletProblemAdvice;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.ErrorResponse;

/**
 * Auto-configuration for entity tags and, where the application asks for them, problem
 * details, on Spring MVC and Spring WebFlux.
 */
@AutoConfiguration(after = DaplugAutoConfiguration.class)
@ConditionalOnClass(ErrorResponse.class)
@ConditionalOnWebApplication
@ConditionalOnBean(TableRegistry.class)
public final class DaplugWebAutoConfiguration {

	DaplugWebAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	EntityTags daplugEntityTags(TableRegistry tables, ItemConverter converter) {
		return new EntityTags(tables, converter);
	}

	/**
	 * The advice.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty("daplug.web.problem-details")
	@EnableConfigurationProperties(DaplugWebProperties.class)
	static class ProblemDetailsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ProblemResponses daplugProblemResponses(EntityTags tags, MessageSource messages,
				DaplugWebProperties properties) {
			if (properties.retryAfter().isNegative()) {
				throw new DaplugConfigurationException("daplug.web.retry-after",
						"%s is too little".formatted(properties.retryAfter()), "Set it to 0s or more.");
			}
			return new ProblemResponses(tags, messages, properties.retryAfter());
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnWebApplication(type = Type.SERVLET)
		ServletProblemAdvice daplugProblemAdvice(ProblemResponses problems, DaplugWebProperties properties) {
			return new ServletProblemAdvice(problems, properties.adviceOrder());
		}

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnWebApplication(type = Type.REACTIVE)
		ReactiveProblemAdvice daplugReactiveProblemAdvice(ProblemResponses problems, DaplugWebProperties properties) {
			return new ReactiveProblemAdvice(problems, properties.adviceOrder());
		}

	}

}
