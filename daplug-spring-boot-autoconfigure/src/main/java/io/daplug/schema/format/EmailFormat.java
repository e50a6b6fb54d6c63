package io.daplug.schema.format;

/**
 * Addresses of mailboxes of RFC 5321, checked in place.
 */
final class EmailFormat {

	private static final int MAX_LOCAL_PART = 64;

	private EmailFormat() {
	}

	static boolean isEmail(String text) {
		int at = text.lastIndexOf('@');
		if (at < 1 || at > MAX_LOCAL_PART || at == text.length() - 1) {
			return false;
		}
		if (!(text.charAt(0) == '"' && at > 2 && text.charAt(at - 1) == '"') && !isDotAtom(text, at)) {
			return false;
		}
		int end = text.length();
		if (text.charAt(at + 1) == '[' && text.charAt(end - 1) == ']') {
			return text.startsWith("IPv6:", at + 2) ? HostFormat.isIpv6(text, at + 7, end - 1)
					: HostFormat.isIpv4(text, at + 2, end - 1);
		}
		return HostFormat.isHostname(text, at + 1, end);
	}

	private static boolean isDotAtom(String text, int end) {
		for (int i = 0; i < end; i++) {
			char character = text.charAt(i);
			if (character == '.') {
				if (i == 0 || i == end - 1 || text.charAt(i - 1) == '.') {
					return false;
				}
			}
			else if (!Ascii.isAlphanumeric(character) && "!#$%&'*+-/=?^_`{|}~".indexOf(character) < 0
					&& character < 128) {
				return false;
			}
		}
		return true;
	}

}
