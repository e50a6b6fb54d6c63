package io.daplug.schema.pattern;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Unicode properties by the names that ECMA-262 has for them.
 */
final class UnicodeProperties {

	private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();

	/** General categories: the short name, the long ones, and the bits. */
	private static final String[] CATEGORIES = { "L Letter Lu Ll Lt Lm Lo", "LC Cased_Letter Lu Ll Lt",
			"Lu Uppercase_Letter", "Ll Lowercase_Letter", "Lt Titlecase_Letter", "Lm Modifier_Letter",
			"Lo Other_Letter", "M Mark Combining_Mark Mn Mc Me", "Mn Nonspacing_Mark", "Mc Spacing_Mark",
			"Me Enclosing_Mark", "N Number Nd Nl No", "Nd Decimal_Number digit", "Nl Letter_Number", "No Other_Number",
			"P Punctuation punct Pc Pd Ps Pe Pi Pf Po", "Pc Connector_Punctuation", "Pd Dash_Punctuation",
			"Ps Open_Punctuation", "Pe Close_Punctuation", "Pi Initial_Punctuation", "Pf Final_Punctuation",
			"Po Other_Punctuation", "S Symbol Sm Sc Sk So", "Sm Math_Symbol", "Sc Currency_Symbol",
			"Sk Modifier_Symbol", "So Other_Symbol", "Z Separator Zs Zl Zp", "Zs Space_Separator", "Zl Line_Separator",
			"Zp Paragraph_Separator", "C Other Cc Cf Cs Co Cn", "Cc Control cntrl", "Cf Format", "Cs Surrogate",
			"Co Private_Use", "Cn Unassigned" };

	private static final Map<String, Integer> TYPES = Map.ofEntries(Map.entry("Lu", 1), Map.entry("Ll", 2),
			Map.entry("Lt", 3), Map.entry("Lm", 4), Map.entry("Lo", 5), Map.entry("Mn", 6), Map.entry("Me", 7),
			Map.entry("Mc", 8), Map.entry("Nd", 9), Map.entry("Nl", 10), Map.entry("No", 11), Map.entry("Zs", 12),
			Map.entry("Zl", 13), Map.entry("Zp", 14), Map.entry("Cc", 15), Map.entry("Cf", 16), Map.entry("Co", 18),
			Map.entry("Cs", 19), Map.entry("Pd", 20), Map.entry("Ps", 21), Map.entry("Pe", 22), Map.entry("Pc", 23),
			Map.entry("Po", 24), Map.entry("Sm", 25), Map.entry("Sc", 26), Map.entry("Sk", 27), Map.entry("So", 28),
			Map.entry("Pi", 29), Map.entry("Pf", 30), Map.entry("Cn", 0));

	private static final Map<String, Integer> MASKS = masks();

	private static final Map<String, String> SHORT = Map.ofEntries(Map.entry("AHex", "ASCII_Hex_Digit"),
			Map.entry("Alpha", "Alphabetic"), Map.entry("Bidi_C", "Bidi_Control"), Map.entry("Bidi_M", "Bidi_Mirrored"),
			Map.entry("DI", "Default_Ignorable_Code_Point"), Map.entry("Dep", "Deprecated"),
			Map.entry("EComp", "Emoji_Component"), Map.entry("EMod", "Emoji_Modifier"),
			Map.entry("EBase", "Emoji_Modifier_Base"), Map.entry("EPres", "Emoji_Presentation"),
			Map.entry("ExtPict", "Extended_Pictographic"), Map.entry("Ext", "Extender"), Map.entry("Hex", "Hex_Digit"),
			Map.entry("IDC", "ID_Continue"), Map.entry("IDS", "ID_Start"), Map.entry("Ideo", "Ideographic"),
			Map.entry("Join_C", "Join_Control"), Map.entry("LOE", "Logical_Order_Exception"),
			Map.entry("Lower", "Lowercase"), Map.entry("NChar", "Noncharacter_Code_Point"),
			Map.entry("Pat_Syn", "Pattern_Syntax"), Map.entry("Pat_WS", "Pattern_White_Space"),
			Map.entry("QMark", "Quotation_Mark"), Map.entry("RI", "Regional_Indicator"),
			Map.entry("STerm", "Sentence_Terminal"), Map.entry("SD", "Soft_Dotted"),
			Map.entry("Term", "Terminal_Punctuation"), Map.entry("UIdeo", "Unified_Ideograph"),
			Map.entry("Upper", "Uppercase"), Map.entry("VS", "Variation_Selector"), Map.entry("space", "White_Space"),
			Map.entry("XIDC", "ID_Continue"), Map.entry("XID_Continue", "ID_Continue"), Map.entry("XIDS", "ID_Start"),
			Map.entry("XID_Start", "ID_Start"), Map.entry("CWL", "Changes_When_Lowercased"),
			Map.entry("CWU", "Changes_When_Uppercased"));

	private UnicodeProperties() {
	}

	private static Map<String, Integer> masks() {
		Map<String, Integer> masks = new HashMap<>();
		for (String category : CATEGORIES) {
			int mask = 0;
			String[] names = category.split(" ");
			for (String name : names) {
				Integer type = TYPES.get(name);
				mask |= (type != null) ? 1 << type : 0;
			}
			for (String name : names) {
				masks.putIfAbsent(name, mask);
			}
		}
		TYPES.forEach((name, type) -> masks.put(name, 1 << type));
		return masks;
	}

	/**
	 * Finds the characters that have a property.
	 * @param property what stands between the braces
	 * @return the characters, or {@code null} if there is no such property
	 */
	static @Nullable CodePoints find(String property) {
		CodePoints known = KNOWN.get(property);
		if (known == null) {
			known = look(property);
			if (known != null) {
				KNOWN.put(property, known);
			}
		}
		return known;
	}

	private static @Nullable CodePoints look(String property) {
		int equals = property.indexOf('=');
		if (equals < 0) {
			CodePoints category = category(property);
			return (category != null) ? category : binary(SHORT.getOrDefault(property, property));
		}
		String value = property.substring(equals + 1);
		return switch (property.substring(0, equals)) {
			case "General_Category", "gc" -> category(value);
			case "Script", "sc", "Script_Extensions", "scx" -> script(value);
			default -> null;
		};
	}

	private static @Nullable CodePoints category(String name) {
		Integer mask = MASKS.get(name);
		return (mask != null) ? CodePoints.where((point) -> (mask >> Character.getType(point) & 1) != 0) : null;
	}

	private static @Nullable CodePoints script(String name) {
		if (!name.matches("[A-Z][a-z]+(_[A-Z][a-z]+)*")) {
			return null;
		}
		try {
			Character.UnicodeScript script = Character.UnicodeScript.forName(name);
			return CodePoints.where((point) -> Character.UnicodeScript.of(point) == script);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable CodePoints binary(String name) {
		IntPredicate test = switch (name) {
			case "Any" -> (point) -> true;
			case "ASCII" -> (point) -> point < 128;
			case "ASCII_Hex_Digit" -> (point) -> point < 128 && Character.digit(point, 16) >= 0;
			case "Hex_Digit" -> (point) -> isHexadecimal(point);
			case "Alphabetic" -> Character::isAlphabetic;
			case "Assigned" -> (point) -> Character.getType(point) != Character.UNASSIGNED;
			case "Bidi_Mirrored" -> Character::isMirrored;
			case "Cased" ->
				(point) -> Character.isLowerCase(point) || Character.isUpperCase(point) || Character.isTitleCase(point);
			case "Changes_When_Lowercased" -> (point) -> !plain(point).toLowerCase(Locale.ROOT).equals(plain(point));
			case "Changes_When_Uppercased" -> (point) -> !plain(point).toUpperCase(Locale.ROOT).equals(plain(point));
			case "ID_Continue" ->
				(point) -> Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point);
			case "ID_Start" -> Character::isUnicodeIdentifierStart;
			case "Ideographic" -> Character::isIdeographic;
			case "Join_Control" -> (point) -> point == 0x200C || point == 0x200D;
			case "Lowercase" -> Character::isLowerCase;
			case "Noncharacter_Code_Point" ->
				(point) -> (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF;
			case "Uppercase" -> Character::isUpperCase;
			case "White_Space" -> (point) -> point == 0x85 || point != 0xFEFF && CodePoints.SPACE.contains(point);
			default -> null;
		};
		if (test != null) {
			return CodePoints.where(test);
		}
		String ranges = UnicodeRanges.of(name);
		return (ranges != null) ? CodePoints.parse(ranges) : null;
	}

	private static boolean isHexadecimal(int point) {
		int ascii = (point >= 0xFF10 && point <= 0xFF46) ? point - 0xFEE0 : point;
		return ascii < 128 && Character.digit(ascii, 16) >= 0;
	}

	private static String plain(int point) {
		return Normalizer.normalize(Character.toString(point), Normalizer.Form.NFD);
	}

}
