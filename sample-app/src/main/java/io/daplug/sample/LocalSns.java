package io.daplug.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.context.ApplicationEventPublisher;

/**
 * A stand-in for SNS that runs in the application and keeps the last messages it got.
 * Enough of SNS to see what would go out, and no more.
 */
final class LocalSns implements AutoCloseable {

	private static final int KEPT = 50;

	private static final String ANSWER = """
			<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>%s</MessageId>\
			</PublishResult><ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata></PublishResponse>""";

	private final ApplicationEventPublisher events;

	private final HttpServer server;

	private final Deque<Message> messages = new ArrayDeque<>();

	/**
	 * A message.
	 *
	 * @param message its body
	 * @param attributes its attributes by name
	 */
	record Message(String message, Map<String, String> attributes) {

	}

	LocalSns(ApplicationEventPublisher events) throws IOException {
		this.events = events;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/** The last messages, the newest first. */
	List<Message> messages() {
		synchronized (this.messages) {
			return List.copyOf(this.messages);
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			Map<String, String> form = form(
					new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			boolean publish = "Publish".equals(form.get("Action"));
			if (publish) {
				keep(new Message(form.getOrDefault("Message", ""), attributes(form)));
			}
			byte[] answer = ANSWER.formatted(UUID.randomUUID(), UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/xml");
			exchange.sendResponseHeaders(publish ? 200 : 501, answer.length);
			exchange.getResponseBody().write(answer);
		}
	}

	/** Keeps a message, and tells of it by an application event. */
	private void keep(Message message) {
		synchronized (this.messages) {
			this.messages.addFirst(message);
			if (this.messages.size() > KEPT) {
				this.messages.removeLast();
			}
		}
		this.events.publishEvent(message);
	}

	private static Map<String, String> form(String body) {
		Map<String, String> form = new LinkedHashMap<>();
		for (String pair : body.split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				form.put(URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
						URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
			}
		}
		return form;
	}

	private static Map<String, String> attributes(Map<String, String> form) {
		Map<String, String> attributes = new TreeMap<>();
		for (int entry = 1; form.containsKey("MessageAttributes.entry." + entry + ".Name"); entry++) {
			String prefix = "MessageAttributes.entry." + entry;
			attributes.put(form.get(prefix + ".Name"), form.getOrDefault(prefix + ".Value.StringValue", ""));
		}
		return attributes;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
