package io.daplug.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Writes down which operations all clients of a process call, and on what: once each, in
 * a file. The SDK makes it by a file on the class path of that process, which must be
 * started with the property {@value #FILE}.
 */
public final class OperationRecorder implements ExecutionInterceptor {

	static final String FILE = "proof.operations";

	private final Path file = Path.of(System.getProperty(FILE));

	private final Set<String> seen = ConcurrentHashMap.newKeySet();

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		String action = "%s:%s".formatted(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
			.toLowerCase(Locale.ROOT)
			.replaceAll("[ -]?streams", ""), attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
		for (String resource : resources(context.request())) {
			if (this.seen.add(action + " " + resource)) {
				append(action + " " + resource + "\n");
			}
		}
	}

	private synchronized void append(String line) {
		try {
			Files.writeString(this.file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What IAM calls the resource, from its type on; a star where a request names none.
	 */
	private static Collection<String> resources(SdkRequest request) {
		Optional<String> table = request.getValueForField("TableName", String.class);
		if (table.isPresent()) {
			return List.of(request.getValueForField("IndexName", String.class)
				.map((index) -> "table/%s/index/%s".formatted(table.get(), index))
				.orElse("table/" + table.get()));
		}
		Optional<?> batch = request.getValueForField("RequestItems", Map.class);
		if (batch.isPresent()) {
			Set<String> tables = new TreeSet<>();
			((Map<?, ?>) batch.get()).keySet().forEach((name) -> tables.add("table/" + name));
			return tables;
		}
		return List.of(request.getValueForField("StreamArn", String.class)
			.map((arn) -> arn.substring(arn.indexOf("table/")))
			.orElse("*"));
	}

	/** What the processes of all files did. */
	static Set<String> read(Collection<Path> files) {
		Set<String> all = new TreeSet<>();
		for (Path file : files) {
			try {
				all.addAll(Files.exists(file) ? Files.readAllLines(file) : List.of());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return all;
	}

}
