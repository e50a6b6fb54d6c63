package io.daplug.autoconfigure.local;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.daplug.local.EmbeddedDynamoDb;
import io.daplug.local.EmbeddedDynamoDbStartException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration for the embedded DynamoDB: with {@code daplug.local.enabled=true} it
 * runs as long as the context does, and the {@link DynamoDbClient} that Spring Cloud AWS
 * makes talks to it. Clients of other services are not redirected. No AWS setting is
 * needed: DynamoDB's credentials are made up, and a region is, where neither properties
 * nor the environment name one.
 */
@AutoConfiguration(beforeName = { "io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration",
		"io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration" })
@ConditionalOnClass(DynamoDbClient.class)
@ConditionalOnBooleanProperty("daplug.local.enabled")
@EnableConfigurationProperties(DaplugLocalProperties.class)
public final class DaplugLocalAutoConfiguration {

	private static final String LIBRARY = "software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler";

	DaplugLocalAutoConfiguration() {
	}

	/**
	 * Runs the server. A plain bean with a destroy method is stopped after the web server
	 * and the listeners, which are lifecycle beans, and after the beans that use it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = LIBRARY)
	static class ServerConfiguration {

		@Bean(initMethod = "start", destroyMethod = "stop")
		@ConditionalOnMissingBean
		EmbeddedDynamoDb daplugEmbeddedDynamoDb(DaplugLocalProperties properties,
				ObjectProvider<LoggingSystem> loggingSystem) {
			boolean jetty = ClassUtils.isPresent("org.springframework.boot.jetty.JettyWebServer", null);
			loggingSystem.ifAvailable((system) -> new EmbeddedDynamoDbLogging(system, jetty).quiet());
			return (properties.path() != null) ? EmbeddedDynamoDb.onDisk(properties.path(), properties.port())
					: EmbeddedDynamoDb.inMemory(properties.port());
		}

		@Bean
		EmbeddedDynamoDbClientCheck daplugEmbeddedDynamoDbClientCheck(EmbeddedDynamoDb server,
				ConfigurableListableBeanFactory beanFactory) {
			return new EmbeddedDynamoDbClientCheck(server, beanFactory);
		}

	}

	/**
	 * Fails the start: going on would mean to talk to the real DynamoDB.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(LIBRARY)
	static class MissingLibraryConfiguration {

		@Bean
		static BeanFactoryPostProcessor daplugEmbeddedDynamoDbLibraryCheck() {
			return (beanFactory) -> {
				throw EmbeddedDynamoDbStartException.libraryMissing();
			};
		}

	}

	/**
	 * Points the client of Spring Cloud AWS at the server. Not by a bean of
	 * {@code AwsConnectionDetails}: that one redirects the clients of every service.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DynamoDbClientCustomizer.class)
	static class ClientConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		DynamoDbClientCustomizer daplugEmbeddedDynamoDbClientCustomizer(EmbeddedDynamoDb server) {
			return server::configure;
		}

	}

	/**
	 * Names a region where nobody else does, because Spring Cloud AWS builds no client
	 * without one. The metadata service of EC2 is not asked: elsewhere the attempt takes
	 * seconds.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(AwsRegionProvider.class)
	@Conditional(OnNoConfiguredRegion.class)
	static class RegionConfiguration {

		@Bean
		@ConditionalOnMissingBean
		AwsRegionProvider daplugEmbeddedDynamoDbRegionProvider() {
			return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider(),
					() -> Region.US_EAST_1);
		}

	}

	static final class OnNoConfiguredRegion extends NoneNestedConditions {

		OnNoConfiguredRegion() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnProperty("spring.cloud.aws.region.static")
		static final class StaticRegion {

		}

		@ConditionalOnProperty("spring.cloud.aws.region.profile.name")
		static final class ProfileRegion {

		}

		@ConditionalOnBooleanProperty("spring.cloud.aws.region.instance-profile")
		static final class InstanceProfileRegion {

		}

	}

}
