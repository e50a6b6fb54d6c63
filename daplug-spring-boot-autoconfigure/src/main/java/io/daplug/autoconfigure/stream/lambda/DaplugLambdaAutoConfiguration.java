package io.daplug.autoconfigure.stream.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.autoconfigure.stream.DaplugListenersAutoConfiguration;
import io.daplug.stream.StreamListenerRegistry;
import io.daplug.stream.lambda.LambdaChangeSource;
import io.daplug.stream.lambda.LambdaOptions;
import io.daplug.stream.lambda.LambdaTables;
import io.daplug.stream.lambda.StreamEventHandler;
import io.daplug.stream.record.StreamChangeReaderFactory;
import io.daplug.table.TableRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for applications that run as a Lambda function, whose handler says
 * so by {@code daplug.stream.lambda.enabled}.
 */
@AutoConfiguration(after = DaplugListenersAutoConfiguration.class)
@ConditionalOnClass({ RequestHandler.class, DynamodbEvent.class })
@ConditionalOnBooleanProperty(name = "daplug.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty("daplug.stream.lambda.enabled")
@EnableConfigurationProperties(DaplugLambdaProperties.class)
public final class DaplugLambdaAutoConfiguration {

	DaplugLambdaAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaTables daplugLambdaTables(TableRegistry tables, StreamChangeReaderFactory readers) {
		LambdaTables lambda = new LambdaTables(tables, readers);
		if (lambda.names().isEmpty()) {
			throw new DaplugConfigurationException("daplug.tables.*.stream.source",
					"the application runs as a Lambda function, but no table has its changes from Lambda",
					"Set 'daplug.tables.<table>.stream.source' of the tables whose streams call the function to lambda.");
		}
		return lambda;
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaChangeSource daplugLambdaChangeSource(LambdaTables tables) {
		return new LambdaChangeSource(tables);
	}

	@Bean
	@ConditionalOnMissingBean
	StreamEventHandler daplugStreamEventHandler(StreamListenerRegistry listeners, LambdaTables tables,
			DaplugLambdaProperties properties) {
		if (properties.timeReserve().isNegative()) {
			throw new DaplugConfigurationException("daplug.stream.lambda.time-reserve",
					"%s is too little".formatted(properties.timeReserve()), "Set it to 0s or more.");
		}
		return new StreamEventHandler(listeners, tables,
				new LambdaOptions(properties.reportBatchItemFailures(), properties.timeReserve()));
	}

}
