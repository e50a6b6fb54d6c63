package io.daplug.schema.judge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daplug.schema.document.Notice;
import io.daplug.schema.document.SchemaDocument;
import io.daplug.text.JsonPointer;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks swagger-parser what is wrong with an OpenAPI document that has been read. It gets
 * our tree and no file, so it fetches nothing and reads nothing.
 */
public final class OpenApiJudge {

	/** The class of the library without which nothing can be judged. */
	public static final String LIBRARY = "io.swagger.v3.parser.util.OpenAPIDeserializer";

	/** Documents of schemas alone lack these, and that is how they are meant. */
	private static final Pattern FRAGMENT = Pattern.compile("attribute (info|paths|.*\\.?responses) is missing");

	/** So many messages are placed; a reader needs fewer. */
	private static final int PLACED = 100;

	private static final String ATTRIBUTE = "attribute ";

	private final SchemaDocument document;

	private OpenApiJudge(SchemaDocument document) {
		this.document = document;
	}

	/**
	 * Judges a document. Only OpenAPI 3.0 and 3.1 can be judged.
	 * @param document the document
	 * @return what is wrong with it, nothing if it is of another kind
	 */
	public static List<Notice> judge(SchemaDocument document) {
		String version = version(document);
		if (version == null || !(version.startsWith("3.0") || version.startsWith("3.1"))) {
			return List.of();
		}
		return new OpenApiJudge(document).notices(version);
	}

	private static @Nullable String version(SchemaDocument document) {
		Object version = document.at("/openapi");
		return (version != null) ? version.toString() : null;
	}

	private List<Notice> notices(String version) {
		Set<Notice> notices = new LinkedHashSet<>();
		try {
			for (String message : messages(version)) {
				if (FRAGMENT.matcher(message).matches()) {
					continue;
				}
				if (notices.size() < PLACED) {
					place(message, notices);
				}
				else {
					notices.add(new Notice(this.document.place(""), message));
				}
			}
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			// the document can be used, whatever the other reader makes of it
			notices.add(new Notice(this.document.place(""), "cannot be judged by swagger-parser: " + ex));
		}
		return List.copyOf(notices);
	}

	private List<String> messages(String version) {
		JsonNode root = new DocumentNodes().of(this.document.at(""));
		if (root instanceof ObjectNode object) {
			// we read a version without its third part, and a number for it, too
			object.put("openapi", version.startsWith("3.0") ? "3.0.3" : "3.1.0");
		}
		ParseOptions options = new ParseOptions();
		options.setInferSchemaType(false);
		options.setValidateInternalRefs(true);
		SwaggerParseResult result = new OpenAPIDeserializer().deserialize(root, this.document.location(), options,
				false);
		return (result.getMessages() != null) ? new ArrayList<>(result.getMessages()) : List.of();
	}

	private void place(String message, Set<Notice> notices) {
		boolean attribute = message.startsWith(ATTRIBUTE);
		int end = attribute ? message.lastIndexOf(" is ") : message.indexOf(". ");
		if (end < 0) {
			notices.add(new Notice(this.document.place(""), message));
			return;
		}
		List<MessagePlace> places = MessagePlace.of(this.document.at(""),
				message.substring(attribute ? ATTRIBUTE.length() : 0, end));
		String problem = message.substring(end + (attribute ? 1 : 2));
		if (!problem.equals("is unexpected")) {
			places = places.subList(0, 1); // the others of that name may be right
		}
		for (MessagePlace place : places) {
			// a schema may be a boolean
			if (!problem.equals("is not of type `object`")
					|| !(place.value() instanceof Map || place.value() instanceof Boolean)) {
				notices.add(new Notice(this.document.place(place.pointer()),
						attribute ? "'" + name(place) + "' " + problem : problem));
			}
		}
	}

	private static String name(MessagePlace place) {
		if (place.name() != null) {
			return place.name();
		}
		return JsonPointer.unescape(place.pointer().substring(place.pointer().lastIndexOf('/') + 1));
	}

}
