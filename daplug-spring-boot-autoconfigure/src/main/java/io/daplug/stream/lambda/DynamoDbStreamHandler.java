package io.daplug.stream.lambda;

import java.util.Map;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.Assert;

/**
 * A Lambda function that hands the changes of DynamoDB's streams to the listeners and
 * mirrors of a Spring Boot application. A function extends it and names the application:
 * {@code OrderFunction() { super(OrderApplication.class); }}.
 * <p>
 * The application is started once, when Lambda creates the handler, and closed when the
 * process ends. So a snapshot of SnapStart contains the started application. If it cannot
 * start, the constructor fails, and Lambda tries again with the next event. The handler
 * keeps nothing of an event and may be called by several threads at once.
 */
public abstract class DynamoDbStreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

	/**
	 * What an application is told that runs as a function; its own properties come first.
	 * All work has to be done before the answer, since Lambda freezes the process then:
	 * what other threads do would go on with the next event, or never.
	 */
	private static final Map<String, Object> DEFAULTS = Map.of("daplug.stream.lambda.enabled", true,
			"daplug.listeners.dispatch", "caller");

	private final StreamEventHandler handler;

	/**
	 * Creates the handler and starts the application, without a web server.
	 * @param application the class that is annotated with {@code @SpringBootApplication}
	 */
	protected DynamoDbStreamHandler(Class<?> application) {
		this(() -> start(application));
	}

	/**
	 * Creates the handler and starts the application, in the caller's way.
	 * @param start starts it; its environment must have the property
	 * {@code daplug.stream.lambda.enabled}
	 * @see #application(Class)
	 */
	protected DynamoDbStreamHandler(Supplier<ConfigurableApplicationContext> start) {
		ConfigurableApplicationContext context = start.get();
		Assert.state(context.getBeanProvider(StreamEventHandler.class).getIfAvailable() != null,
				"The application has no StreamEventHandler. Set 'daplug.stream.lambda.enabled' to true, and see to it that Daplug's auto-configuration is on.");
		this.handler = context.getBean(StreamEventHandler.class);
	}

	private static ConfigurableApplicationContext start(Class<?> application) {
		return application(application).run();
	}

	/**
	 * Returns the application as it is started by default, for those who want to change
	 * something: it has no web server and no banner, handles events of Lambda, and its
	 * listeners do their work on the thread that hands them a change.
	 * @param application the class that is annotated with {@code @SpringBootApplication}
	 * @return what starts it
	 */
	protected static SpringApplicationBuilder application(Class<?> application) {
		Assert.notNull(application, "'application' must not be null");
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(DEFAULTS);
	}

	/**
	 * Handles the records of one event.
	 * @param event the event
	 * @param context what Lambda says of the call
	 * @return the lowest sequence number that was not handled, if any
	 * @throws StreamEventFailedException if the event must be handed over again as a
	 * whole
	 */
	@Override
	public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
		return this.handler.handle(event, context);
	}

}
