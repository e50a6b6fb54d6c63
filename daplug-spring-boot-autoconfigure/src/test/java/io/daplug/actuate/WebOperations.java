package io.daplug.actuate;

import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.actuate.endpoint.web.WebEndpointHttpMethod;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.context.ApplicationContext;

/**
 * Calls the operations that an application offers to the web, as its web server would.
 */
final class WebOperations {

	private WebOperations() {
	}

	/** Calls the operation of a path as it is declared, such as {@code daplug/{id}}. */
	static @Nullable Object call(ApplicationContext context, WebEndpointHttpMethod method, String path,
			Map<String, Object> arguments) {
		WebOperation operation = context.getBean(WebEndpointsSupplier.class)
			.getEndpoints()
			.stream()
			.flatMap((endpoint) -> endpoint.getOperations().stream())
			.filter((candidate) -> candidate.getRequestPredicate().getHttpMethod() == method)
			.filter((candidate) -> candidate.getRequestPredicate().getPath().equals(path))
			.findFirst()
			.orElseThrow();
		return operation.invoke(new InvocationContext(new SecurityContext() {

			@Override
			public @Nullable Principal getPrincipal() {
				return null;
			}

			@Override
			public boolean isUserInRole(String role) {
				return false;
			}

		}, arguments));
	}

	/** The answer as the web shows it. */
	static JsonNode json(ApplicationContext context, @Nullable Object answer) {
		return json(context.getBean(EndpointJsonMapper.class).get().writeValueAsString(answer));
	}

	static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
