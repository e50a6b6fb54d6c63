package io.daplug.autoconfigure.singletable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if anything is set below {@code daplug.single-tables}: where nothing is,
 * nothing is searched for types.
 */
final class OnSingleTableCondition extends SpringBootCondition {

	private static final ConfigurationPropertyName TABLES = ConfigurationPropertyName.of("daplug.single-tables");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("single tables");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(TABLES) == ConfigurationPropertyState.PRESENT) {
				return ConditionOutcome.match(message.foundExactly("daplug.single-tables"));
			}
		}
		return ConditionOutcome.noMatch(message.because("nothing is set below 'daplug.single-tables'"));
	}

}
