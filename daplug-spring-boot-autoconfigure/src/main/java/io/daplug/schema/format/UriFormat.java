package io.daplug.schema.format;

/**
 * Addresses of RFC 3986, checked in place.
 */
final class UriFormat {

	private UriFormat() {
	}

	static boolean isUri(String text) {
		int scheme = schemeEnd(text);
		return scheme > 0 && isHierarchy(text, scheme + 1);
	}

	static boolean isReference(String text) {
		int scheme = schemeEnd(text);
		if (scheme > 0) {
			return isHierarchy(text, scheme + 1);
		}
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '/' || character == '?' || character == '#') {
				break;
			}
			if (character == ':') {
				return false;
			}
		}
		return isHierarchy(text, 0);
	}

	/**
	 * Where the scheme ends: the index of its colon, or -1 if the text does not begin
	 * with a scheme.
	 */
	private static int schemeEnd(String text) {
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == ':') {
				return (i > 0) ? i : -1;
			}
			boolean letter = (character | 0x20) >= 'a' && (character | 0x20) <= 'z' && character < 128;
			boolean later = Ascii.isDigit(character) || character == '+' || character == '-' || character == '.';
			if (!letter && !(i > 0 && later)) {
				return -1;
			}
		}
		return -1;
	}

	private static boolean isHierarchy(String text, int start) {
		int i = start;
		if (text.startsWith("//", start)) {
			int end = start + 2;
			while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
				end++;
			}
			if (!isAuthority(text, start + 2, end)) {
				return false;
			}
			i = end;
		}
		boolean fragment = false;
		for (; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '#') {
				if (fragment) {
					return false;
				}
				fragment = true;
			}
			else if (character == '%') {
				if (!isEscape(text, i, text.length())) {
					return false;
				}
				i += 2;
			}
			else if (!isPathCharacter(character) && character != '/' && character != '?') {
				return false;
			}
		}
		return true;
	}

	private static boolean isAuthority(String text, int start, int end) {
		int host = start;
		for (int i = start; i < end; i++) {
			if (text.charAt(i) == '@') {
				host = i + 1;
			}
		}
		if (host > start && !isEncoded(text, start, host - 1, true)) {
			return false;
		}
		int hostEnd = end;
		if (host < end && text.charAt(host) == '[') {
			hostEnd = text.indexOf(']', host) + 1;
			if (hostEnd == 0 || hostEnd > end || !HostFormat.isIpv6(text, host + 1, hostEnd - 1)) {
				return false;
			}
		}
		else {
			int colon = text.indexOf(':', host);
			hostEnd = (colon >= 0 && colon < end) ? colon : end;
			if (!isEncoded(text, host, hostEnd, false)) {
				return false;
			}
		}
		if (hostEnd == end) {
			return true;
		}
		if (text.charAt(hostEnd) != ':') {
			return false;
		}
		for (int i = hostEnd + 1; i < end; i++) {
			if (!Ascii.isDigit(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isEncoded(String text, int start, int end, boolean colons) {
		for (int i = start; i < end; i++) {
			char character = text.charAt(i);
			if (character == '%') {
				if (!isEscape(text, i, end)) {
					return false;
				}
				i += 2;
			}
			else if (character == '@' || (character == ':' && !colons) || !isPathCharacter(character)) {
				return false;
			}
		}
		return true;
	}

	private static boolean isEscape(String text, int at, int end) {
		return at + 2 < end && Ascii.isHex(text.charAt(at + 1)) && Ascii.isHex(text.charAt(at + 2));
	}

	private static boolean isPathCharacter(char character) {
		return Ascii.isAlphanumeric(character) || "-._~!$&'()*+,;=:@".indexOf(character) >= 0;
	}

}
