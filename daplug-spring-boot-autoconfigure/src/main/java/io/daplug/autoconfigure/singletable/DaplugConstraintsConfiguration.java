package io.daplug.autoconfigure.singletable;

import io.daplug.singletable.ItemConstraints;
import io.daplug.singletable.JakartaConstraints;
import jakarta.validation.Validator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has constraints of Jakarta Validation hold, where there is a validator.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Validator.class)
@ConditionalOnSingleCandidate(Validator.class)
class DaplugConstraintsConfiguration {

	@Bean
	@ConditionalOnMissingBean(ItemConstraints.class)
	static JakartaConstraints daplugItemConstraints(Validator validator) {
		return new JakartaConstraints(validator);
	}

}
