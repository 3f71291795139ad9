/** Gives a file to whoever sits at the browser: nothing of it goes anywhere else. */
export type SaveFile = (name: string, type: string, text: string) => void;

export const saveFile: SaveFile = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
