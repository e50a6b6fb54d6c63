package io.daplug.schema.document;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import io.daplug.text.NearestName;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds the file that was probably meant by the location of one that is missing. It looks
 * where the missing file should be: in the directory, or in the folder of the class path,
 * also where that is in a jar.
 */
final class NearestFile {

	/** With one of these, the name of a folder would be taken for a pattern. */
	private static final String PATTERN = "*?{";

	private NearestFile() {
	}

	/**
	 * Returns what a message that says that a file is missing adds about the file that
	 * was probably meant.
	 * @param location the location as configured
	 * @param missing what it leads to
	 * @return {@code "; did you mean 'x'?"}, with a location that can be configured
	 * instead, or nothing if no file there has a similar name
	 */
	static String question(String location, Resource missing) {
		int end = Math.max(location.replace('\\', '/').lastIndexOf('/'), location.indexOf(':')) + 1;
		String folder = location.substring(0, end);
		List<String> names = new ArrayList<>();
		try {
			if (missing instanceof ClassPathResource resource) {
				names.addAll(onClassPath(resource));
				if (location.indexOf(':') < 0) {
					names.addAll(inDirectory(new File(location).getAbsoluteFile().getParentFile()));
				}
			}
			else if (missing.isFile()) {
				names.addAll(inDirectory(missing.getFile().getAbsoluteFile().getParentFile()));
			}
		}
		catch (IOException | RuntimeException ex) {
			// That the file is missing is to be told, and not that this looked in vain.
			return "";
		}
		String name = location.substring(end);
		names.remove(name);
		return NearestName.of(name, names).map((near) -> "; did you mean '%s%s'?".formatted(folder, near)).orElse("");
	}

	private static Collection<String> onClassPath(ClassPathResource missing) throws IOException {
		String path = missing.getPath();
		String folder = path.substring(0, path.lastIndexOf('/') + 1);
		if (folder.chars().anyMatch((letter) -> PATTERN.indexOf(letter) >= 0)) {
			return List.of();
		}
		Resource[] found = new PathMatchingResourcePatternResolver(missing.getClassLoader())
			.getResources("classpath*:" + folder + "*");
		return Arrays.stream(found)
			.filter(Resource::isReadable)
			.map(Resource::getFilename)
			.filter((name) -> name != null && !name.endsWith(".class"))
			.toList();
	}

	private static Collection<String> inDirectory(@Nullable File directory) {
		File[] files = (directory != null) ? directory.listFiles(File::isFile) : null;
		return (files != null) ? Arrays.stream(files).map(File::getName).toList() : List.of();
	}

}
